package dev.zta.server.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line that calls curl, read as a shell and curl would read it; what this does not know is an error, so that a page keeps to
 * what is tested.
 *
 * @param headers as {@code Name: value}
 * @param body what {@code -d} sends
 * @param isSaved whether the answer goes into a file
 */
record Curl(String method, String url, List<String> headers, Optional<String> body, boolean isSaved) {
    Curl {
        headers = List.copyOf(headers);
    }

    /** Reads a command, which may go over several lines. */
    static Curl parse(String command, Map<String, String> variables) {
        List<String> words = new Words(command, variables).all();
        if (words.isEmpty() || !words.getFirst().equals("curl")) {
            throw new AssertionError("Not a call of curl: " + command);
        }
        Optional<String> method = Optional.empty();
        Optional<String> url = Optional.empty();
        Optional<String> body = Optional.empty();
        List<String> headers = new ArrayList<>();
        boolean isSaved = false;
        for (int at = 1; at < words.size(); at++) {
            switch (words.get(at)) {
                case "-s" -> {}
                case "-X" -> method = Optional.of(words.get(++at));
                case "-H" -> headers.add(words.get(++at));
                case "-d" -> body = Optional.of(words.get(++at));
                case "-o" -> {
                    isSaved = true;
                    at++;
                }
                default -> url = Optional.of(address(words.get(at), command));
            }
        }
        String sent = method.orElse(body.isPresent() ? "POST" : "GET");
        return new Curl(sent, url.orElseThrow(), headers, body, isSaved);
    }

    private static String address(String word, String command) {
        if (!word.startsWith("http://")) {
            throw new AssertionError("Unknown to this test: " + word + " in " + command);
        }
        return word;
    }

    /** The words of a shell command: quotes, variables, lines that go on. */
    private static final class Words {
        private final String command;
        private final Map<String, String> variables;
        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean isInWord;
        private int at;

        Words(String command, Map<String, String> variables) {
            this.command = command.replace("\\\n", " ");
            this.variables = variables;
        }

        List<String> all() {
            while (at < command.length()) {
                char next = command.charAt(at++);
                switch (next) {
                    case ' ', '\n' -> end();
                    case '\'' -> single();
                    case '"' -> twofold();
                    default -> add(next);
                }
            }
            end();
            return words;
        }

        private void end() {
            if (isInWord) {
                words.add(word.toString());
                word.setLength(0);
                isInWord = false;
            }
        }

        private void add(char next) {
            isInWord = true;
            word.append(next == '$' ? variable() : String.valueOf(next));
        }

        /** Nothing has a meaning between single quotes. */
        private void single() {
            int end = command.indexOf('\'', at);
            isInWord = true;
            word.append(command, at, end);
            at = end + 1;
        }

        private void twofold() {
            isInWord = true;
            while (command.charAt(at) != '"') {
                add(command.charAt(at++));
            }
            at++;
        }

        private String variable() {
            int end = at;
            while (end < command.length()
                    && (Character.isUpperCase(command.charAt(end)) || command.charAt(end) == '_')) {
                end++;
            }
            String name = command.substring(at, end);
            String value = variables.get(name);
            if (value == null) {
                throw new AssertionError("Nobody said what $" + name + " is: " + command);
            }
            at = end;
            return value;
        }
    }
}
