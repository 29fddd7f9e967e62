package dev.zta.core.activity;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What else is worth knowing of an act, by the names of the contract's table. Never passwords, keys, secrets, tokens, or the
 * values of secret fields.
 *
 * @param fields in the order in which they are shown
 */
public record Metadata(List<Field> fields) {
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    public static final Metadata NONE = new Metadata(List.of());

    public Metadata {
        fields = List.copyOf(fields);
    }

    /** One of them. */
    public record Field(String name, Value value) {}

    /** What a field can hold. */
    public sealed interface Value {
        record Text(String text) implements Value {}

        record Whole(long number) implements Value {}

        record Decimal(double number) implements Value {}

        record Flag(boolean isSet) implements Value {}

        record Texts(List<String> texts) implements Value {
            public Texts {
                texts = List.copyOf(texts);
            }
        }
    }

    public static Metadata of(String name, String text) {
        return NONE.with(name, text);
    }

    public Metadata with(String name, String text) {
        return with(name, new Value.Text(text));
    }

    public Metadata with(String name, long number) {
        return with(name, new Value.Whole(number));
    }

    public Metadata with(String name, double number) {
        return with(name, new Value.Decimal(number));
    }

    public Metadata with(String name, boolean isSet) {
        return with(name, new Value.Flag(isSet));
    }

    public Metadata with(String name, List<String> texts) {
        return with(name, new Value.Texts(texts));
    }

    public Metadata with(String name, Instant time) {
        return with(name, MILLISECONDS.format(time));
    }

    /** A text, or nothing when there is none. */
    public Metadata withText(String name, Optional<String> text) {
        return text.map(there -> with(name, there)).orElse(this);
    }

    /** A time, or nothing when there is none. */
    public Metadata withTime(String name, Optional<Instant> time) {
        return time.map(there -> with(name, there)).orElse(this);
    }

    /** These, and others behind them. */
    public Metadata and(Metadata others) {
        List<Field> all = new ArrayList<>(fields);
        all.addAll(others.fields);
        return new Metadata(all);
    }

    private Metadata with(String name, Value value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new Metadata(more);
    }
}
