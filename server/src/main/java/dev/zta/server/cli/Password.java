package dev.zta.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;

/** A password for an account: given on standard input, or made up and shown once. Prints as nothing. */
final class Password {
    private static final int CHARACTERS = 20;

    /** Without characters that are taken for each other. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final String text;
    private final boolean isMadeUp;

    private Password(String text, boolean isMadeUp) {
        this.text = text;
        this.isMadeUp = isMadeUp;
    }

    /** The first line of standard input. */
    static Password fromInput(Console console) {
        if (console.isTerminal()) {
            console.err().print("Password, which is shown as you type: ");
            console.err().flush();
        }
        try {
            String line = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8)).readLine();
            return new Password(Optional.ofNullable(line).orElse(""), false);
        } catch (IOException e) {
            throw new RefusedException(ExitCode.IO_ERROR, "Standard input can't be read", e);
        }
    }

    /** About 116 random bits, with a letter of each case and a digit. */
    static Password random() {
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < CHARACTERS; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        boolean isMixed = text.chars().anyMatch(Character::isUpperCase)
                && text.chars().anyMatch(Character::isLowerCase)
                && text.chars().anyMatch(Character::isDigit);
        return isMixed ? new Password(text.toString(), true) : random();
    }

    String text() {
        return text;
    }

    /** What is to be told to the user: only what was made up. */
    Optional<String> shown() {
        return isMadeUp ? Optional.of(text) : Optional.empty();
    }

    /** For the end of a line of text. */
    String note() {
        return isMadeUp ? "%nPassword (shown only now): %s".formatted(text) : "";
    }

    @Override
    public String toString() {
        return "Password";
    }
}
