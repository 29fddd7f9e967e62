package dev.zta.accounts;

import dev.zta.core.activity.Act;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.ActivityEntry;
import dev.zta.core.activity.Actor;
import dev.zta.core.activity.Origin;
import dev.zta.core.activity.Target;
import dev.zta.core.site.SiteId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An entry as its row has it.
 *
 * @param count how often it happened in the hour; empty for an act with an entry of its own
 * @param actorSalt goes when the person is erased, with the texts; the digests stay
 */
record StoredEntry(
        String id,
        Act act,
        Optional<Count> count,
        Optional<String> actorSalt,
        String actorDigest,
        Optional<String> targetSalt,
        String targetDigest) {
    static final String COLUMNS = "id, account_id, at, action, site_id, metadata, occurrences, last_at, actor_id,"
            + " actor_email, actor_name, masked_address, device, actor_salt, actor_digest, target_type, target_id,"
            + " target_email, target_name, target_salt, target_digest";

    /** How often something happened in an hour, and when last. */
    record Count(long occurrences, Instant lastAt) {}

    /** A new one, with salts of its own. */
    static StoredEntry of(String id, Act act, Optional<Count> count, ActivitySeal seal) {
        String actorSalt = seal.newSalt();
        String targetSalt = seal.newSalt();
        return new StoredEntry(
                id,
                act,
                count,
                Optional.of(actorSalt),
                actorDigest(act, actorSalt, seal),
                Optional.of(targetSalt),
                targetDigest(act, targetSalt, seal));
    }

    private static String actorDigest(Act act, String salt, ActivitySeal seal) {
        return seal.of(
                "actor",
                List.of(
                        Optional.of(salt),
                        act.actor().flatMap(Actor::id),
                        act.actor().flatMap(Actor::email),
                        act.actor().flatMap(Actor::name),
                        act.origin().map(Origin::maskedAddress),
                        act.origin().map(Origin::device)));
    }

    private static String targetDigest(Act act, String salt, ActivitySeal seal) {
        return seal.of(
                "target",
                List.of(
                        Optional.of(salt),
                        act.target().flatMap(Target::email),
                        act.target().flatMap(Target::name)));
    }

    /** Whether the personal fields that are still there are those that the digests were made of. */
    boolean fitsItsDigests(ActivitySeal seal) {
        return actorSalt
                        .map(salt -> actorDigest(act, salt, seal).equals(actorDigest))
                        .orElse(true)
                && targetSalt
                        .map(salt -> targetDigest(act, salt, seal).equals(targetDigest))
                        .orElse(true);
    }

    /** The hash of its content at its place in the chain. */
    String hash(long number, String before, ActivitySeal seal) {
        return seal.of(
                "entry",
                List.of(
                        Optional.of(before),
                        Optional.of(Long.toString(number)),
                        Optional.of(id),
                        Optional.of(act.accountId()),
                        Optional.of(Long.toString(act.at().toEpochMilli())),
                        Optional.of(act.action().code()),
                        act.site().map(SiteId::value),
                        Optional.of(MetadataText.write(act.metadata())),
                        count.map(counted -> Long.toString(counted.occurrences())),
                        count.map(counted -> Long.toString(counted.lastAt().toEpochMilli())),
                        act.target().map(Target::type),
                        act.target().flatMap(Target::id),
                        Optional.of(actorDigest),
                        Optional.of(targetDigest)));
    }

    /** Values for {@link #COLUMNS}. */
    List<Object> values() {
        Optional<Actor> actor = act.actor();
        Optional<Target> target = act.target();
        return Stream.<Object>of(
                        id,
                        act.accountId(),
                        act.at(),
                        act.action().code(),
                        act.site().map(SiteId::value),
                        MetadataText.write(act.metadata()),
                        count.map(Count::occurrences),
                        count.map(Count::lastAt),
                        actor.flatMap(Actor::id),
                        actor.flatMap(Actor::email),
                        actor.flatMap(Actor::name),
                        act.origin().map(Origin::maskedAddress),
                        act.origin().map(Origin::device),
                        actorSalt,
                        actorDigest,
                        target.map(Target::type),
                        target.flatMap(Target::id),
                        target.flatMap(Target::email),
                        target.flatMap(Target::name),
                        targetSalt,
                        targetDigest)
                .toList();
    }

    /**
     * Reads a row.
     *
     * @throws IllegalStateException when something in it was never written by us
     */
    static StoredEntry read(ResultSet row) throws SQLException {
        try {
            return readSound(row);
        } catch (NoSuchElementException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalStateException("An entry of the activity log is damaged; zta verify names it", e);
        }
    }

    private static StoredEntry readSound(ResultSet row) throws SQLException {
        Act act = new Act(
                Sql.instant(row, "at"),
                ActivityAction.of(row.getString("action")).orElseThrow(),
                row.getString("account_id"),
                actor(row),
                Sql.optionalText(row, "target_type").isPresent() ? Optional.of(target(row)) : Optional.empty(),
                Sql.optionalText(row, "site_id").map(SiteId::new),
                MetadataText.read(row.getString("metadata")),
                origin(row));
        Optional<Instant> lastAt = Sql.optionalInstant(row, "last_at");
        long occurrences = row.getLong("occurrences");
        return new StoredEntry(
                row.getString("id"),
                act,
                lastAt.map(last -> new Count(occurrences, last)),
                Sql.optionalText(row, "actor_salt"),
                row.getString("actor_digest"),
                Sql.optionalText(row, "target_salt"),
                row.getString("target_digest"));
    }

    /** Only persons are erased, so an entry without the salt had one. The operator has a name and nothing else. */
    private static Optional<Actor> actor(ResultSet row) throws SQLException {
        if (Sql.optionalText(row, "actor_salt").isEmpty()) {
            return Optional.of(Actor.ERASED);
        }
        Optional<String> id = Sql.optionalText(row, "actor_id");
        Optional<String> name = Sql.optionalText(row, "actor_name");
        return id.isPresent() || name.isPresent()
                ? Optional.of(new Actor(id, Sql.optionalText(row, "actor_email"), name))
                : Optional.empty();
    }

    private static Target target(ResultSet row) throws SQLException {
        return new Target(
                row.getString("target_type"),
                Sql.optionalText(row, "target_id"),
                Sql.optionalText(row, "target_name"),
                Sql.optionalText(row, "target_email"));
    }

    private static Optional<Origin> origin(ResultSet row) throws SQLException {
        Optional<String> address = Sql.optionalText(row, "masked_address");
        String device = Sql.optionalText(row, "device").orElse("");
        return address.map(network -> new Origin(network, device));
    }

    /** As it is shown: with the count among the metadata. */
    ActivityEntry shown() {
        return new ActivityEntry(
                id,
                count.map(counted -> new Act(
                                act.at(),
                                act.action(),
                                act.accountId(),
                                act.actor(),
                                act.target(),
                                act.site(),
                                act.metadata()
                                        .with(act.action().countedAs().orElse("count"), counted.occurrences())
                                        .with("lastAt", counted.lastAt()),
                                act.origin()))
                        .orElse(act));
    }

    /** Names of the columns with a question mark for each. */
    static String placeholders() {
        List<String> marks = new ArrayList<>();
        for (String _ : COLUMNS.split(",", -1)) {
            marks.add("?");
        }
        return String.join(", ", marks);
    }
}
