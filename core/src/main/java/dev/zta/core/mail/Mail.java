package dev.zta.core.mail;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message to one person. Prints as its kind alone: values may be secret.
 *
 * @param to address, as accounts hold it
 * @param values what stands in the template's braces
 */
public record Mail(MailTemplate template, String to, Map<String, Value> values) {
    /**
     * Something put into a message; control characters but line ends are taken out, and HTML is escaped, when it is.
     *
     * @param text as it is sent
     * @param kept as the outbox keeps it
     */
    public record Value(String text, String kept) {
        @Override
        public String toString() {
            return "Value";
        }
    }

    public Mail {
        values = Map.copyOf(values);
    }

    /** A message without values. */
    public static Mail of(MailTemplate template, String to) {
        return new Mail(template, to, Map.of());
    }

    /** The same with a value. */
    public Mail with(String name, String text) {
        return with(name, new Value(text, text));
    }

    /**
     * The same with a value of which a part is never kept in the outbox: the token of a link that resets a password or proves
     * an address.
     */
    public Mail withSecret(String name, String text, String secret) {
        return with(name, new Value(text, text.replace(secret, "(not kept)")));
    }

    private Mail with(String name, Value value) {
        Map<String, Value> all = new LinkedHashMap<>(values);
        all.put(name, value);
        return new Mail(template, to, all);
    }

    @Override
    public String toString() {
        return "Mail " + template;
    }
}
