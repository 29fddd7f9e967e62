package dev.zta.core.collect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells bots by their user agent (contract: track, "Bots"). Immutable.
 *
 * <p>Some 1,500 patterns run on every beacon. Each of them needs some three characters to be there, whatever else it asks
 * for; so a table of these triples is looked at once along the header, and only the patterns behind a triple found are
 * tried. A browser's header costs well under a microsecond.
 */
public final class BotPatterns {
    /** Substrings of any case. */
    private static final List<String> WORDS = List.of(
            "bot",
            "crawl",
            "spider",
            "slurp",
            "mediapartners",
            "ia_archiver",
            "sogou",
            "facebookexternalhit",
            "facebot",
            "whatsapp",
            "bingpreview",
            "headlesschrome",
            "phantomjs",
            "selenium",
            "puppeteer",
            "playwright",
            "lighthouse",
            "pagespeed",
            "pingdom",
            "uptimerobot");

    /** What else tells a bot in an access log: feed readers (contract: cli, "Bot"). */
    public static final List<String> WORDS_IN_LOGS = List.of("feed", "rss");

    /** A brand of telephones that has a bot in its name. */
    private static final Pattern TELEPHONE = Pattern.compile("cubot", Pattern.CASE_INSENSITIVE);

    /** Texts of many browsers: a triple from here would tell nothing. */
    private static final String COMMON =
            "mozilla/5.0 (windows nt 10.0; win64; x64) applewebkit/537.36 (khtml, like gecko) "
                    + "chrome/126.0.0.0 safari/537.36 edg/126.0.0.0 opr/110.0.0.0 samsungbrowser/25.0 (linux; android 14; sm-g991b) "
                    + "mobile safari (iphone; cpu iphone os 17_5 like mac os x) version/17.5 (macintosh; intel mac os x 10_15_7) "
                    + "gecko/20100101 firefox/127.0 (ipad; (x11; ubuntu; linux x86_64; rv:127.0) crios/ fxios/ build/ pixel";

    /** What lies beyond is not looked at; real user agents have some 50 to 400 characters. */
    private static final int MAX_LENGTH = 2048;

    private static final int SLOTS = 1 << 15;
    private static final int NONE = Integer.MAX_VALUE;
    private static final int[] EMPTY = {};

    private final List<BotPattern> patterns = new ArrayList<>();
    private final int[] withoutTriple;
    private final int[][] bySlot = new int[SLOTS][];

    /** One bit a slot, 4 KiB in all: what is looked at for each character stays in the processor's nearest cache. */
    private final long[] taken = new long[SLOTS / Long.SIZE];

    private final BitSet common = new BitSet(SLOTS);

    /**
     * Made from a list.
     *
     * @param listed regular expressions as in the public list, with the case they are written in
     * @param words further substrings of any case
     */
    public BotPatterns(List<String> listed, List<String> words) {
        Arrays.fill(bySlot, EMPTY);
        for (int i = 0; i + 2 < COMMON.length(); i++) {
            common.set(slot(COMMON, i));
        }
        listed.forEach(regex -> patterns.add(BotPattern.listed(regex)));
        WORDS.forEach(word -> patterns.add(BotPattern.word(word)));
        words.forEach(word -> patterns.add(BotPattern.word(word)));
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            for (String literal : patterns.get(i).literals()) {
                if (literal.length() < 3) {
                    others.add(i);
                } else {
                    put(rarestSlot(literal), i);
                }
            }
        }
        withoutTriple = others.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The pattern that matches: the first of the list, else the first word; nothing for what is no bot.
     *
     * @param userAgent the raw header, empty without one
     */
    public Optional<String> find(String userAgent) {
        String ua = PlainText.cut(userAgent, MAX_LENGTH);
        Optional<String> found = match(ua);
        return found.isPresent() && TELEPHONE.matcher(ua).find()
                ? match(TELEPHONE.matcher(ua).replaceAll(""))
                : found;
    }

    private Optional<String> match(String ua) {
        int found = firstMatch(withoutTriple, ua, NONE);
        int first = 0;
        int second = 0;
        for (int i = 0; i < ua.length(); i++) {
            int third = fold(ua.charAt(i));
            int slot = slot(first, second, third);
            if ((taken[slot >>> 6] & 1L << slot) != 0) {
                found = firstMatch(bySlot[slot], ua, found);
            }
            first = second;
            second = third;
        }
        return found == NONE
                ? Optional.empty()
                : Optional.of(patterns.get(found).text());
    }

    private int firstMatch(int[] candidates, String ua, int best) {
        for (int candidate : candidates) {
            if (candidate >= best) {
                return best;
            }
            if (patterns.get(candidate).matches(ua)) {
                return candidate;
            }
        }
        return best;
    }

    private void put(int slot, int pattern) {
        int[] before = bySlot[slot];
        if (before.length > 0 && before[before.length - 1] == pattern) {
            return;
        }
        int[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = pattern;
        bySlot[slot] = after;
        taken[slot >>> 6] |= 1L << slot;
    }

    /** The place of the triple that tells most: one that browsers don't have, with the fewest patterns behind it. */
    private int rarestSlot(String literal) {
        int best = slot(literal, 0);
        int least = cost(literal, 0);
        for (int i = 1; i + 2 < literal.length(); i++) {
            if (cost(literal, i) < least) {
                best = slot(literal, i);
                least = cost(literal, i);
            }
        }
        return best;
    }

    private int cost(String literal, int index) {
        int slot = slot(literal, index);
        return common.get(slot) ? bySlot[slot].length + SLOTS : bySlot[slot].length;
    }

    private static int slot(String text, int index) {
        return slot(fold(text.charAt(index)), fold(text.charAt(index + 1)), fold(text.charAt(index + 2)));
    }

    /** Place of three characters; several triples may share one. */
    private static int slot(int first, int second, int third) {
        return ((first * 31 + second) * 37 + third) & (SLOTS - 1);
    }

    /** A character without regard to case. */
    private static int fold(char c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }
}
