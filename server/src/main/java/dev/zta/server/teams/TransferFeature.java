package dev.zta.server.teams;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.account.AccountIds;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.PasswordHash;
import dev.zta.core.account.Transfer;
import dev.zta.core.account.Transfers.Addressed;
import dev.zta.core.account.User;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import dev.zta.server.accounts.Callers;
import dev.zta.server.auth.SecondFactorCheck;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.JsonFields;
import dev.zta.server.http.Route;
import dev.zta.server.limits.RollingLimit;
import dev.zta.server.limits.TooManyCalls;
import dev.zta.server.secrets.PasswordHasher;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /api/teams/transfer}: handing a site over to another owner (contract: teams, "Ownership transfer"). */
final class TransferFeature implements Feature {
    private static final int WRONG_PASSWORDS_AN_HOUR = 10;

    private final AccountStore store;
    private final Access access;
    private final AccountIds ids;
    private final TeamTokens tokens;
    private final TeamMail mail;
    private final PasswordHasher hasher;
    private final SecondFactorCheck secondFactors;
    private final HandingOver handingOver;
    private final RollingLimit wrongPasswords = new RollingLimit(WRONG_PASSWORDS_AN_HOUR, Duration.ofHours(1));

    TransferFeature(
            AccountStore store,
            Access access,
            AccountIds ids,
            TeamTokens tokens,
            TeamMail mail,
            PasswordHasher hasher,
            SecondFactorCheck secondFactors,
            HandingOver handingOver) {
        this.store = store;
        this.access = access;
        this.ids = ids;
        this.tokens = tokens;
        this.mail = mail;
        this.hasher = hasher;
        this.secondFactors = secondFactors;
        this.handingOver = handingOver;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/api/teams/transfer", Action.TRANSFER_SITE, this::begin),
                new Route("POST", "/api/teams/transfer/confirm", Action.CONFIRM_TRANSFER, this::confirm),
                new Route("DELETE", "/api/teams/transfer", Action.CANCEL_TRANSFER, this::cancel));
    }

    private Answer begin(Call call) {
        JsonFields body = JsonFields.of(call.json());
        String siteId = InvitationBody.siteId(body);
        String to = body.filledText("userId").orElseThrow(InvitationBody::userIdRequired);
        Optional<String> password = body.text("password");
        Optional<String> code = body.text("code");
        Site site = access.site(call.principal(), Action.TRANSFER_SITE, siteId).site();
        checkPassword(call, password);
        checkCode(call, code);
        if (store.membersOf(site.id()).stream()
                .noneMatch(member -> member.userId().equals(to))) {
            throw new ApiException(404, "Team member not found");
        }
        Transfer transfer = new Transfer(
                ids.transfer(),
                site.id(),
                site.ownerId(),
                to,
                call.receivedAt().truncatedTo(ChronoUnit.MILLIS).plus(Transfer.LIFE),
                false,
                false);
        begin(call, site, transfer);
        return new Answer(202, Map.of("Cache-Control", "no-store"), Map.of("transfer", view(transfer, "pending")));
    }

    private void begin(Call call, Site site, Transfer transfer) {
        String ownersToken = tokens.make("tr_");
        String newOwnersToken = tokens.make("tr_");
        if (!store.transfers()
                .begin(transfer, tokens.hash(ownersToken), tokens.hash(newOwnersToken), call.receivedAt())) {
            throw new ApiException(400, "A transfer is already pending");
        }
        mail.confirmTransfer(transfer.fromUserId(), transfer.toUserId(), site, ownersToken, transfer.expiresAt());
        mail.confirmTransfer(transfer.toUserId(), transfer.fromUserId(), site, newOwnersToken, transfer.expiresAt());
    }

    /** Whoever has a password must give it; guesses are few. */
    private void checkPassword(Call call, Optional<String> given) {
        String userId = Callers.userId(call.principal());
        Optional<PasswordHash> stored = store.user(userId).flatMap(User::password);
        if (stored.isEmpty()) {
            return;
        }
        Duration wait = wrongPasswords.take(userId, call.receivedAt());
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
        if (!hasher.matches(given.orElse(""), stored)) {
            throw new ApiException(401, "Invalid credentials");
        }
        wrongPasswords.giveBack(userId);
    }

    private void checkCode(Call call, Optional<String> given) {
        String userId = Callers.userId(call.principal());
        boolean isProven = !secondFactors.isOn(userId)
                || given.filter(code -> secondFactors.accepts(userId, code, call.receivedAt()))
                        .isPresent();
        if (!isProven) {
            throw new ApiException(401, "Invalid verification code");
        }
    }

    private Answer confirm(Call call) {
        JsonFields body = JsonFields.of(call.json());
        String userId = Callers.userId(call.principal());
        Transfer own = addressed(call, body, userId).confirmedBy(userId);
        // The other one may confirm at the same moment.
        Transfer transfer = store.transfers().confirm(own).orElseThrow(TransferFeature::notFound);
        if (!transfer.isConfirmed()) {
            return Answer.ok(Map.of("transfer", view(transfer, "pending")));
        }
        handingOver.complete(call, transfer);
        return Answer.ok(Map.of("transfer", view(transfer, "completed")));
    }

    /** With mail the link proves who confirms; without it, the log-in has to do. */
    private Transfer addressed(Call call, JsonFields body, String userId) {
        Optional<String> token = body.filledText("token");
        Optional<String> siteId = mail.isSetUp() ? Optional.empty() : body.filledText("siteId");
        if (token.isEmpty() && siteId.isEmpty()) {
            throw new ApiException(400, "Token required");
        }
        Optional<Transfer> found = token.isPresent()
                ? store.transfers()
                        .byToken(tokens.hash(token.get()), call.receivedAt())
                        .filter(addressed -> addressed.userId().equals(userId))
                        .map(Addressed::transfer)
                : siteId.flatMap(id -> of(call, id)).filter(transfer -> transfer.concerns(userId));
        return found.orElseThrow(TransferFeature::notFound);
    }

    private Optional<Transfer> of(Call call, String siteId) {
        return SiteId.isValid(siteId) ? store.transfers().of(new SiteId(siteId), call.receivedAt()) : Optional.empty();
    }

    private static ApiException notFound() {
        return new ApiException(404, "Transfer not found");
    }

    private Answer cancel(Call call) {
        String siteId = call.query("siteId").orElseThrow(InvitationBody::siteIdRequired);
        Transfer transfer = of(call, siteId)
                .filter(found -> found.concerns(Callers.userId(call.principal())))
                .orElseThrow(TransferFeature::notFound);
        store.transfers().cancel(transfer.site());
        return TeamFeature.done("Transfer canceled");
    }

    private static Map<String, Object> view(Transfer transfer, String status) {
        Map<String, Object> confirmed = new LinkedHashMap<>();
        confirmed.put("owner", transfer.isConfirmedByOwner());
        confirmed.put("newOwner", transfer.isConfirmedByNewOwner());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", transfer.id());
        view.put("siteId", transfer.site().value());
        view.put("toUserId", transfer.toUserId());
        view.put("status", status);
        view.put("confirmed", confirmed);
        view.put("expiresAt", transfer.expiresAt());
        return view;
    }
}
