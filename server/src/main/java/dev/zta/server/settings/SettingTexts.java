package dev.zta.server.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The settings as texts with their sources: command line, then environment, then the file in the data folder, then default. */
final class SettingTexts {
    static final String FILE_NAME = "zta.properties";

    /** A text and where it came from. */
    record Value(String text, Source source) {}

    private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

    private SettingTexts() {}

    static SettingTexts read(Map<Setting, String> commandLine, Map<String, String> environment) {
        SettingTexts texts = new SettingTexts();
        commandLine.forEach((setting, text) -> texts.values.put(setting, new Value(text, Source.COMMAND_LINE)));
        texts.addAll(environment, Source.ENVIRONMENT);
        texts.addAll(fileOf(texts.dataFolder()), Source.FILE);
        for (Setting setting : Setting.values()) {
            texts.values.putIfAbsent(setting, new Value(setting.defaultText(), Source.DEFAULT));
        }
        return texts;
    }

    Value get(Setting setting) {
        Value value = values.get(setting);
        return value == null ? new Value(setting.defaultText(), Source.DEFAULT) : value;
    }

    private void addAll(Map<String, String> named, Source source) {
        named.forEach((key, text) -> {
            if (Setting.isOurs(key)) {
                Setting setting =
                        Setting.of(key).orElseThrow(() -> BadSettingException.unknown(key, text, source, nearest(key)));
                values.putIfAbsent(setting, new Value(text.strip(), source));
            }
        });
    }

    private Path dataFolder() {
        Value value = get(Setting.DATA);
        try {
            return Path.of(value.text());
        } catch (InvalidPathException _) {
            throw BadSettingException.badValue(Setting.DATA, value.text(), value.source());
        }
    }

    private static Map<String, String> fileOf(Path folder) {
        Path file = folder.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new UncheckedIOException(new IOException(file + " can't be read: " + e.getMessage(), e));
        }
        Map<String, String> named = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            String value = properties.getProperty(key);
            if (!Setting.isOurs(key)) {
                throw BadSettingException.unknown(key, value, Source.FILE, nearest(key));
            }
            named.put(key, value);
        }
        return named;
    }

    private static String nearest(String key) {
        return Arrays.stream(Setting.values())
                .map(Setting::key)
                .min(Comparator.comparingInt(known -> distance(known, key)))
                .orElse("");
    }

    /** Levenshtein's distance: how many letters have to be changed, added or taken away. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
