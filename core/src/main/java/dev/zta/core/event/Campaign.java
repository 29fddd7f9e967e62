package dev.zta.core.event;

/** The five campaign parameters of a pageview (UTM); an absent one is the empty text. Each has at most 200 characters. */
public record Campaign(String source, String medium, String name, String term, String content) {
    public static final Campaign NONE = new Campaign("", "", "", "", "");
}
