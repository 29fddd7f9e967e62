package dev.zta.server.pages;

import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.CommonError;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A page that is light or dark from its first paint on where {@code ?theme=} asks for one; else as the reader's system is. */
final class ThemedPage {
    private static final String ROOT = "<html ";
    private static final String AUTO = "auto";

    private final StaticFiles files;
    private final String name;
    private final Map<String, StaticFile> themed = new ConcurrentHashMap<>();

    ThemedPage(StaticFiles files, String name) {
        this.files = files;
        this.name = name;
    }

    Answer answer(Call call, Map<String, String> headers) {
        String theme = theme(call.query("theme"));
        StaticFile plain = files.find(name).orElseThrow(CommonError.NOT_FOUND::exception);
        StaticFile file = theme.equals(AUTO)
                ? plain
                : themed.computeIfAbsent(theme, asked -> plain.with(ROOT, ROOT + "data-theme=\"" + asked + "\" "));
        return file.answer(call, headers);
    }

    private static String theme(Optional<String> asked) {
        return switch (asked.orElse(AUTO)) {
            case "light" -> "light";
            case "dark" -> "dark";
            default -> AUTO;
        };
    }
}
