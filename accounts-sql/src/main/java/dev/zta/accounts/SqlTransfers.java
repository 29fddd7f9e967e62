package dev.zta.accounts;

import dev.zta.core.access.Role;
import dev.zta.core.account.KeyHash;
import dev.zta.core.account.Membership;
import dev.zta.core.account.Transfer;
import dev.zta.core.account.Transfers;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** The table {@code transfers}. */
final class SqlTransfers implements Transfers {
    private static final String SELECT = "SELECT id, site_id, from_user_id, to_user_id, expires_at,"
            + " confirmed_by_owner, confirmed_by_new_owner, owner_token_hash FROM transfers";

    private final Writes writes;

    SqlTransfers(Writes writes) {
        this.writes = writes;
    }

    @Override
    public boolean begin(Transfer transfer, KeyHash ownersToken, KeyHash newOwnersToken, Instant now) {
        return writes.write(connection -> {
            String site = transfer.site().value();
            Sql.update(connection, "DELETE FROM transfers WHERE site_id = ? AND expires_at <= ?", site, now);
            return !Sql.exists(connection, "SELECT 1 FROM transfers WHERE site_id = ?", site)
                    && Sql.update(
                                    connection,
                                    "INSERT INTO transfers (id, site_id, from_user_id, to_user_id, expires_at,"
                                            + " confirmed_by_owner, confirmed_by_new_owner, owner_token_hash,"
                                            + " new_owner_token_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                    transfer.id(),
                                    site,
                                    transfer.fromUserId(),
                                    transfer.toUserId(),
                                    transfer.expiresAt(),
                                    transfer.isConfirmedByOwner(),
                                    transfer.isConfirmedByNewOwner(),
                                    ownersToken.hex(),
                                    newOwnersToken.hex())
                            > 0;
        });
    }

    @Override
    public Optional<Transfer> of(SiteId site, Instant now) {
        return writes.read(connection -> Sql.first(
                connection, SELECT + " WHERE site_id = ? AND expires_at > ?", SqlTransfers::read, site.value(), now));
    }

    @Override
    public Optional<Addressed> byToken(KeyHash token, Instant now) {
        return writes.read(connection -> Sql.first(
                connection,
                SELECT + " WHERE (owner_token_hash = ? OR new_owner_token_hash = ?) AND expires_at > ?",
                row -> addressed(row, token),
                token.hex(),
                token.hex(),
                now));
    }

    private static Addressed addressed(ResultSet row, KeyHash token) throws SQLException {
        Transfer transfer = read(row);
        boolean isOwners = row.getString("owner_token_hash").equals(token.hex());
        return new Addressed(transfer, isOwners ? transfer.fromUserId() : transfer.toUserId());
    }

    @Override
    public Optional<Transfer> confirm(Transfer transfer) {
        return writes.write(connection -> {
            Sql.update(
                    connection,
                    "UPDATE transfers SET confirmed_by_owner = max(confirmed_by_owner, ?),"
                            + " confirmed_by_new_owner = max(confirmed_by_new_owner, ?) WHERE id = ?",
                    transfer.isConfirmedByOwner(),
                    transfer.isConfirmedByNewOwner(),
                    transfer.id());
            return Sql.first(connection, SELECT + " WHERE id = ?", SqlTransfers::read, transfer.id());
        });
    }

    @Override
    public Completion complete(Transfer transfer, Instant at, OptionalInt limit) {
        return writes.write(connection -> completed(connection, transfer, at, limit), (memory, completion) -> {
            if (completion == Completion.COMPLETED) {
                tell(memory, transfer, at);
            }
        });
    }

    private static void tell(Memory memory, Transfer transfer, Instant at) {
        memory.site(transfer.site()).ifPresent(site -> memory.put(site.ownedBy(transfer.toUserId())));
        memory.removeMember(transfer.site(), transfer.toUserId());
        memory.put(oldOwner(transfer, at));
    }

    private static Membership oldOwner(Transfer transfer, Instant at) {
        return new Membership(transfer.site(), transfer.fromUserId(), Role.ADMIN, at);
    }

    private static Completion completed(Connection connection, Transfer transfer, Instant at, OptionalInt limit)
            throws SQLException {
        Optional<Site> site = SiteRows.byId(connection, transfer.site())
                .filter(found -> found.ownerId().equals(transfer.fromUserId()));
        boolean isMember = MemberRows.ofSite(connection, transfer.site()).stream()
                .anyMatch(member -> member.userId().equals(transfer.toUserId()));
        if (site.isEmpty() || !isMember) {
            return Completion.NOT_POSSIBLE;
        }
        Optional<Completion> obstacle = obstacle(connection, site.get(), transfer.toUserId(), limit);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        MemberRows.remove(connection, transfer.site(), transfer.toUserId());
        SiteRows.update(connection, site.get().ownedBy(transfer.toUserId()), at);
        MemberRows.put(connection, oldOwner(transfer, at));
        Sql.update(connection, "DELETE FROM transfers WHERE id = ?", transfer.id());
        return Completion.COMPLETED;
    }

    private static Optional<Completion> obstacle(Connection connection, Site site, String newOwner, OptionalInt limit)
            throws SQLException {
        if (Sql.exists(connection, "SELECT 1 FROM sites WHERE owner_id = ? AND domain = ?", newOwner, site.domain())) {
            return Optional.of(Completion.DOMAIN_TAKEN);
        }
        long owned = Sql.count(connection, "SELECT COUNT(*) FROM sites WHERE owner_id = ?", newOwner);
        return limit.isPresent() && owned >= limit.getAsInt()
                ? Optional.of(Completion.SITE_LIMIT_REACHED)
                : Optional.empty();
    }

    @Override
    public boolean cancel(SiteId site) {
        return writes.write(
                connection -> Sql.update(connection, "DELETE FROM transfers WHERE site_id = ?", site.value()) > 0);
    }

    private static Transfer read(ResultSet row) throws SQLException {
        return new Transfer(
                row.getString("id"),
                new SiteId(row.getString("site_id")),
                row.getString("from_user_id"),
                row.getString("to_user_id"),
                Sql.instant(row, "expires_at"),
                row.getInt("confirmed_by_owner") != 0,
                row.getInt("confirmed_by_new_owner") != 0);
    }
}
