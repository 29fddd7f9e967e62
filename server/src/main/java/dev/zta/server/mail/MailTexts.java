package dev.zta.server.mail;

import dev.zta.core.mail.MailTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The texts of all messages. A template is a line {@code Subject: …} and paragraphs between empty lines; {@code {name}} is a
 * value, and a paragraph {@code [label](name)} a link to the address that the value is. Both forms of a message are made of
 * the same text, so that they can't say different things.
 */
final class MailTexts {
    private static final Pattern VALUE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\((\\w+)\\)");
    private static final String SUBJECT = "Subject: ";
    private static final int LONGEST_VALUE = 4_000;

    private final Map<MailTemplate, List<String>> paragraphs = new EnumMap<>(MailTemplate.class);

    /** Reads all templates. */
    static MailTexts read() {
        MailTexts texts = new MailTexts();
        for (MailTemplate template : MailTemplate.values()) {
            texts.paragraphs.put(template, paragraphsOf(template.fileName() + ".txt"));
        }
        return texts;
    }

    private static List<String> paragraphsOf(String file) {
        try (InputStream in = MailTexts.class.getResourceAsStream("/mail/" + file)) {
            if (in == null) {
                throw new IllegalStateException("The package lacks the template " + file);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n\\s*\n", -1)).map(String::strip).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message's text with its values. */
    MailText text(MailTemplate template, Map<String, String> values) {
        List<String> all = paragraphs.getOrDefault(template, List.of());
        List<String> body = all.subList(1, all.size());
        return new MailText(
                oneLine(filled(all.getFirst().substring(SUBJECT.length()), values)),
                body.stream().map(part -> plain(part, values)).collect(Collectors.joining("\n\n", "", "\n")),
                body.stream()
                        .map(part -> html(part, values))
                        .collect(Collectors.joining(
                                "\n",
                                "<!doctype html>\n<html><body style=\"font-family:sans-serif;line-height:1.5\">\n",
                                "\n</body></html>\n")));
    }

    private static String plain(String paragraph, Map<String, String> values) {
        Matcher link = LINK.matcher(paragraph);
        return link.matches() ? link.group(1) + ":\n" + value(link.group(2), values) : filled(paragraph, values);
    }

    private static String html(String paragraph, Map<String, String> values) {
        Matcher link = LINK.matcher(paragraph);
        String inside = link.matches()
                ? "<a href=\"%s\">%s</a>".formatted(escaped(value(link.group(2), values)), escaped(link.group(1)))
                : escaped(filled(paragraph, values)).replace("\n", "<br>\n");
        return "<p>" + inside + "</p>";
    }

    /** In one pass, so that braces inside a value mean nothing. */
    private static String filled(String text, Map<String, String> values) {
        return VALUE.matcher(text)
                .replaceAll((MatchResult found) -> Matcher.quoteReplacement(value(found.group(1), values)));
    }

    private static String value(String name, Map<String, String> values) {
        String text = values.get(name);
        if (text == null) {
            throw new IllegalArgumentException("The message lacks its value " + name);
        }
        String bounded = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) : text;
        return bounded.codePoints()
                .filter(character -> character == '\n' || !Character.isISOControl(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A line end in a subject would begin another header. */
    private static String oneLine(String text) {
        return text.replace('\n', ' ').strip();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
