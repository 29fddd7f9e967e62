package dev.zta.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Checks errors that stand in a table, a call and its answer a line: {@code caller | method | path | body | status text}. Words
 * in capitals stand for ids and texts that are only known when the test runs. Each call comes from an address of its own, so
 * that no limit of attempts is met.
 */
public final class ErrorTable {
    private final Map<String, TestClient> callers = new HashMap<>();
    private final Map<String, String> words = new HashMap<>();
    private int calls;

    /** Somebody who calls. */
    public ErrorTable caller(String name, TestClient client) {
        callers.put(name, client);
        return this;
    }

    /** A word of capitals in paths, bodies and answers, and what it stands for. */
    public ErrorTable word(String word, String meaning) {
        words.put(word, meaning);
        return this;
    }

    /** Makes each call in turn and compares its answer. */
    public void check(String table) {
        table.lines().forEach(this::checkLine);
    }

    private void checkLine(String line) {
        String[] cells = filled(line).split("\\|", -1);
        assertThat(cells).as(line).hasSize(5);
        Reply reply = Objects.requireNonNull(callers.get(cells[0].strip()), line)
                .with("X-Forwarded-For", nextAddress())
                .send(cells[1].strip(), cells[2].strip(), TestClient.utf8(cells[3].strip()));
        assertThat(reply.status() + " " + reply.error()).as(line).isEqualTo(cells[4].strip());
    }

    private String filled(String line) {
        String filled = line;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replaceAll("\\b" + Pattern.quote(word.getKey()) + "\\b", word.getValue());
        }
        return filled;
    }

    private String nextAddress() {
        calls++;
        return "192.0." + calls / 250 + "." + (1 + calls % 250);
    }
}
