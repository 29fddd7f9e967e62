package dev.zta.server.cli;

import dev.zta.server.operator.Outcome;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Whether a program reads the answer. */
final class JsonOption {
    @Option(names = "--json", description = "Answer in one line of JSON.")
    private boolean isWanted;

    /** Prints the one or the other. */
    void print(Console console, Object json, String text) {
        console.out().println(isWanted ? Json.line(json) : text);
    }

    /** Prints what became of something that was done to one thing. */
    void print(Console console, Outcome outcome) {
        print(console, outcome.row(), outcome.text());
    }

    /** Prints rows as a list of objects, or as a table. */
    void print(Console console, List<? extends Map<String, ?>> rows) {
        if (isWanted) {
            console.out().println(Json.line(rows));
        } else {
            Table.ofFields(rows).print(console.out());
        }
    }
}
