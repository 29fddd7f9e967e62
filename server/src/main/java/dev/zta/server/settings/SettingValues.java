package dev.zta.server.settings;

import dev.zta.core.account.EmailAddress;
import dev.zta.core.address.AddressRanges;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The typed value of each text; a text that doesn't fit is refused with what is allowed. */
final class SettingValues {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})\\s*(KB|MB|GB)?", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_NAME = 60;

    private static final Pattern ADDRESS =
            Pattern.compile("(?:[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])?(?::[0-9]{1,5})?");

    private static final Pattern TOKEN = Pattern.compile("[!-~]{0,255}");

    private final SettingTexts texts;

    SettingValues(SettingTexts texts) {
        this.texts = texts;
    }

    String text(Setting setting) {
        return texts.get(setting).text();
    }

    String present(Setting setting) {
        return parse(setting, text -> {
            if (text.isBlank()) {
                throw new IllegalArgumentException("empty");
            }
            return text;
        });
    }

    /** A name as an authenticator app takes it: a colon would end it there. */
    String name(Setting setting) {
        return parse(setting, text -> {
            if (text.isBlank() || text.length() > LONGEST_NAME || text.indexOf(':') >= 0) {
                throw new IllegalArgumentException("no name");
            }
            return text;
        });
    }

    /** Something that another system has named, as it goes into requests to it; empty where there is none. */
    String token(Setting setting) {
        return parse(setting, text -> {
            if (!TOKEN.matcher(text).matches()) {
                throw new IllegalArgumentException("no token");
            }
            return text;
        });
    }

    Path path(Setting setting) {
        return parse(setting, text -> Path.of(present(setting)));
    }

    int number(Setting setting, int least, int most) {
        return parse(setting, text -> {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException("out of bounds");
            }
            return number;
        });
    }

    OptionalInt optionalNumber(Setting setting, int least, int most) {
        return text(setting).isEmpty() ? OptionalInt.empty() : OptionalInt.of(number(setting, least, most));
    }

    /** One of a list of words; nothing else is taken. */
    <T> T oneOf(Setting setting, T[] values, Function<T, String> word) {
        return parse(
                setting,
                text -> Arrays.stream(values)
                        .filter(value -> word.apply(value).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("none of them")));
    }

    <E extends Enum<E>> E oneOf(Setting setting, E[] values) {
        return oneOf(setting, values, value -> value.name().toLowerCase(Locale.ROOT));
    }

    boolean flag(Setting setting) {
        return oneOf(setting, new Boolean[] {true, false}, String::valueOf);
    }

    AddressRanges ranges(Setting setting) {
        return parse(setting, AddressRanges::parse);
    }

    RateRule rate(Setting setting) {
        return parse(setting, RateRule::parse);
    }

    /** A host and perhaps a port. */
    Optional<String> address(Setting setting) {
        return parse(setting, text -> {
            if (!ADDRESS.matcher(text).matches()) {
                throw new IllegalArgumentException("no address");
            }
            return text.isEmpty() ? Optional.<String>empty() : Optional.of(text);
        });
    }

    /** A size in bytes. */
    long size(Setting setting, long least) {
        return parse(setting, text -> {
            Matcher matcher = SIZE.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("no size");
            }
            long bytes = Long.parseLong(matcher.group(1)) * unit(matcher.group(2));
            if (bytes < least) {
                throw new IllegalArgumentException("too little");
            }
            return bytes;
        });
    }

    private static long unit(@Nullable String name) {
        return switch (name == null ? "" : name.toUpperCase(Locale.ROOT)) {
            case "KB" -> 1L << 10;
            case "MB" -> 1L << 20;
            case "GB" -> 1L << 30;
            default -> 1;
        };
    }

    /** An origin such as {@code https://stats.example.net}. */
    Optional<URI> origin(Setting setting) {
        return parse(setting, text -> text.isEmpty() ? Optional.<URI>empty() : Optional.of(origin(text)));
    }

    private static URI origin(String text) {
        URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!isWeb || uri.getHost() == null || !uri.getRawPath().isEmpty() || uri.getRawQuery() != null) {
            throw new IllegalArgumentException("no origin");
        }
        return uri;
    }

    /** A mail provider such as {@code smtp://user:password@mail.example.net:587}. */
    Optional<SmtpServer> smtp(Setting setting) {
        return parse(
                setting, text -> text.isEmpty() ? Optional.<SmtpServer>empty() : Optional.of(SmtpServer.parse(text)));
    }

    Optional<String> email(Setting setting) {
        return parse(
                setting,
                text -> text.isEmpty()
                        ? Optional.<String>empty()
                        : Optional.of(EmailAddress.parse(text)
                                .orElseThrow(() -> new IllegalArgumentException("no address"))));
    }

    Optional<String> secret(Setting setting, int leastBytes) {
        return parse(setting, text -> {
            if (!text.isEmpty() && text.length() < leastBytes) {
                throw new IllegalArgumentException("too short");
            }
            return text.isEmpty() ? Optional.<String>empty() : Optional.of(text);
        });
    }

    private <T> T parse(Setting setting, Function<String, T> parser) {
        SettingTexts.Value value = texts.get(setting);
        try {
            return parser.apply(value.text());
        } catch (IllegalArgumentException _) {
            throw BadSettingException.badValue(setting, value.text(), value.source());
        }
    }

    Optional<Path> optionalPath(Setting setting) {
        return text(setting).isEmpty() ? Optional.empty() : Optional.of(path(setting));
    }
}
