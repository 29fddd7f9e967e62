package dev.zta.core.collect;

import dev.zta.core.event.Campaign;
import dev.zta.core.event.Channel;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** How a visit came to the site (contract: track, "Channel"). Hosts match on whole labels, never as substrings. */
public final class ChannelRule {
    private static final Set<String> PAID_MEDIUMS =
            Set.of("cpc", "ppc", "cpm", "cpv", "cpa", "display", "banner", "retargeting", "affiliate");

    /** Registrable domains of social networks, and the names of their apps. */
    private static final Set<String> SOCIAL = Set.of(
            "facebook.com",
            "fb.com",
            "fb.me",
            "fb.watch",
            "messenger.com",
            "twitter.com",
            "t.co",
            "x.com",
            "linkedin.com",
            "lnkd.in",
            "instagram.com",
            "pinterest.com",
            "pin.it",
            "reddit.com",
            "redd.it",
            "youtube.com",
            "youtu.be",
            "tiktok.com",
            "threads.net",
            "threads.com",
            "bsky.app",
            "mastodon.social",
            "mastodon.online",
            "tumblr.com",
            "snapchat.com",
            "vk.com",
            "ok.ru",
            "weibo.com",
            "weibo.cn",
            "t.me",
            "telegram.org",
            "telegram.me",
            "whatsapp.com",
            "wa.me",
            "discord.com",
            "discord.gg",
            "quora.com",
            "xing.com",
            "vimeo.com",
            "twitch.tv",
            "flickr.com",
            "digg.com",
            "stumbleupon.com",
            "delicious.com",
            "plus.google.com",
            "plus.url.google.com",
            "line.me",
            "douban.com",
            "zhihu.com",
            "qzone.qq.com",
            "nextdoor.com",
            "com.facebook.katana",
            "com.twitter.android",
            "com.linkedin.android",
            "com.instagram.android",
            "com.pinterest",
            "com.reddit.frontpage",
            "org.telegram.messenger",
            "com.zhiliaoapp.musically");

    /** Registrable domains of search engines, and the names of their apps. */
    private static final Set<String> SEARCH = Set.of(
            "bing.com",
            "duckduckgo.com",
            "baidu.com",
            "ecosia.org",
            "startpage.com",
            "qwant.com",
            "search.brave.com",
            "ask.com",
            "aol.com",
            "naver.com",
            "daum.net",
            "sogou.com",
            "so.com",
            "seznam.cz",
            "mojeek.com",
            "kagi.com",
            "swisscows.com",
            "metager.org",
            "metager.de",
            "searx.be",
            "lycos.com",
            "excite.com",
            "rambler.ru",
            "search.mail.ru",
            "go.mail.ru",
            "ya.ru",
            "yep.com",
            "you.com",
            "perplexity.ai",
            "coccoc.com",
            "dogpile.com",
            "webcrawler.com",
            "gigablast.com",
            "lilo.org",
            "petalsearch.com",
            "com.google.android.googlequicksearchbox",
            "com.google.android.gm.lite.search");

    /** Search engines that have a domain in every country. */
    private static final Set<String> SEARCH_IN_EVERY_COUNTRY = Set.of("google", "yahoo", "yandex");

    /** Social networks that have a domain in every country. */
    private static final Set<String> SOCIAL_IN_EVERY_COUNTRY = Set.of("pinterest");

    private ChannelRule() {}

    /**
     * The channel of a visit.
     *
     * @param referrerDomain as {@link ReferrerDomain} gives it
     */
    public static Channel of(String referrerDomain, Campaign campaign) {
        String medium = campaign.medium().strip().toLowerCase(Locale.ROOT);
        if (PAID_MEDIUMS.contains(medium) || medium.contains("paid")) {
            return Channel.PAID;
        }
        if (medium.equals("social") || isSocial(referrerDomain)) {
            return Channel.SOCIAL;
        }
        if (medium.equals("organic") || isSearch(referrerDomain)) {
            return Channel.ORGANIC;
        }
        return referrerDomain.isEmpty() && campaign.source().isBlank() ? Channel.DIRECT : Channel.REFERRAL;
    }

    private static boolean isSocial(String host) {
        return anyParent(host, SOCIAL::contains) || SOCIAL_IN_EVERY_COUNTRY.contains(brand(host));
    }

    private static boolean isSearch(String host) {
        return anyParent(host, SEARCH::contains) || SEARCH_IN_EVERY_COUNTRY.contains(brand(host));
    }

    /** Whether the host or one of the domains that it lies in passes. */
    private static boolean anyParent(String host, Predicate<String> test) {
        String domain = host;
        while (!domain.isEmpty()) {
            if (test.test(domain)) {
                return true;
            }
            int dot = domain.indexOf('.');
            domain = dot < 0 ? "" : domain.substring(dot + 1);
        }
        return false;
    }

    /** The label before {@code .com}, {@code .de}, {@code .co.uk} or {@code .com.br}; empty for any other form of domain. */
    private static String brand(String host) {
        int top = host.lastIndexOf('.');
        if (top < 0 || !(host.length() - top == 3 || host.endsWith(".com"))) {
            return "";
        }
        int second = host.lastIndexOf('.', top - 1);
        String label = host.substring(second + 1, top);
        boolean isNested = label.equals("co") || label.equals("com");
        return isNested && second > 0 ? host.substring(host.lastIndexOf('.', second - 1) + 1, second) : label;
    }
}
