package dev.zta.core.activity;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The entries of all accounts, in one chain each: every entry holds the hash of the one before and of its own content, in
 * which personal fields stand as digests (contract: activity-log, "What an entry is"). Thread-safe.
 *
 * <p>It is kept in the account store, so that an entry and the act that it tells of succeed or fail together: do both inside
 * {@code AccountStore.together}.
 */
public interface ActivityLog {
    /**
     * Writes an entry; inside {@code AccountStore.together} as a part of that transaction.
     *
     * @param act not an hourly one
     */
    void record(Act act);

    /**
     * Counts an hourly act, without waiting for the disk, where it may arrive half a minute later. One entry is made for each
     * account, action and subject in an hour, of keys also for each network; it holds what the first act said.
     *
     * @param subject what is counted, for instance a key's id
     */
    void count(Act act, String subject);

    /** How many entries match. */
    long total(ActivityQuery query);

    /**
     * The entries that match, newest first, then by id downwards.
     *
     * @param limit most entries
     * @param offset how many to leave out first
     */
    List<ActivityEntry> find(ActivityQuery query, int limit, long offset);

    /** Hands over every entry that matches, in the order of {@link #find}, without holding all of them. */
    void each(ActivityQuery query, Consumer<ActivityEntry> reader);

    /** How often something happened: entries that match, hourly ones as often as they counted. */
    long occurrences(ActivityQuery query);

    /** The accounts that have entries. */
    List<String> accounts();

    /** The accounts in whose logs somebody acts. */
    List<String> accountsWithActsOf(String userId);

    /** Erases the entries of an account that are older; a signed checkpoint takes their place in the chain. */
    void eraseBefore(String accountId, Instant cutoff);

    /** Erases an account's log, and the person from every other one; to be called when the account is deleted. */
    void erasePerson(String userId, String email);

    /** Writes what was counted so far. */
    void flush();

    /** What is wrong with the chains, a line for each finding; none when all hold. */
    List<String> verify();
}
