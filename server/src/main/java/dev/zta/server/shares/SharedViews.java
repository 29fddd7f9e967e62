package dev.zta.server.shares;

import dev.zta.core.access.Access;
import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Refusal;
import dev.zta.core.account.ShareLink;
import dev.zta.core.account.ShareLinks;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Finds what a token or a public site lets see. Nothing is kept, so what was ended is ended with the answer. Thread-safe. */
public final class SharedViews {
    private static final Pattern TOKEN = Pattern.compile("share_[0-9a-f]{32}");

    private final ShareLinks links;
    private final Access access;

    public SharedViews(ShareLinks links, Access access) {
        this.links = links;
        this.access = access;
    }

    /**
     * What a call for numbers is about; the token counts when both are there.
     *
     * @throws ApiException 400 when neither is there
     * @throws AccessRefusedException 404
     */
    SharedView find(Call call) {
        Optional<String> token = call.query("token");
        if (token.isPresent()) {
            return byToken(token.get(), call.receivedAt());
        }
        return ofSite(call.query("siteId").orElseThrow(() -> new ApiException(400, "Share token required")));
    }

    /** What the page of a token is. */
    public PublicPage pageOfToken(String token, Instant now) {
        return page(() -> byToken(token, now));
    }

    /** What the page of a site is. */
    public PublicPage pageOfSite(String siteId) {
        return page(() -> ofSite(siteId));
    }

    private static PublicPage page(Supplier<SharedView> view) {
        try {
            return view.get().password().isPresent() ? PublicPage.GUARDED : PublicPage.OPEN;
        } catch (AccessRefusedException _) {
            return PublicPage.NONE;
        }
    }

    /** What a token lets see. */
    SharedView byToken(String token, Instant now) {
        ShareLink link = Optional.of(token)
                .filter(text -> TOKEN.matcher(text).matches())
                .flatMap(links::byToken)
                .filter(found -> found.isActiveAt(now))
                .orElseThrow(() -> new AccessRefusedException(Refusal.SHARE_NOT_FOUND));
        return new SharedView(access.sharedSite(link.site()), Optional.of(link));
    }

    /** What everybody may see of a site. */
    SharedView ofSite(String siteId) {
        return new SharedView(access.publicSite(siteId), Optional.empty());
    }
}
