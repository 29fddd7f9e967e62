package dev.zta.server.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many calls are allowed in how much time; all windows hold at once. */
public record RateRule(List<Window> windows) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})/([1-9][0-9]{0,3})([smhd])");

    /**
     * One window.
     *
     * @param calls how many are allowed
     * @param length in how much time
     */
    public record Window(int calls, Duration length) {}

    public RateRule {
        windows = List.copyOf(windows);
    }

    /**
     * Reads {@code 100/1m,1000/1h}.
     *
     * @throws IllegalArgumentException when a part has another form
     */
    public static RateRule parse(String text) {
        List<Window> windows = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            windows.add(window(part.strip()));
        }
        return new RateRule(windows);
    }

    /** Its windows of at most a length alone; may be none. */
    public RateRule upTo(Duration length) {
        return new RateRule(windows.stream()
                .filter(window -> window.length().compareTo(length) <= 0)
                .toList());
    }

    /** Its longer windows alone; may be none. */
    public RateRule beyond(Duration length) {
        return new RateRule(windows.stream()
                .filter(window -> window.length().compareTo(length) > 0)
                .toList());
    }

    private static Window window(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a rate: " + text);
        }
        int count = Integer.parseInt(matcher.group(2));
        Duration length = switch (matcher.group(3)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
        return new Window(Integer.parseInt(matcher.group(1)), length);
    }
}
