package dev.zta.accounts;

import dev.zta.accounts.ActivityRows.Linked;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether one account's chain holds. Each damage is told once: what follows is checked from there on. */
final class ActivityCheck {
    private static final int PAGE = 1000;

    private final ActivitySeal seal;
    private final List<String> findings = new ArrayList<>();
    private long number;
    private String hash = ActivitySeal.BEGINNING;

    ActivityCheck(ActivitySeal seal) {
        this.seal = seal;
    }

    List<String> findings(Connection connection, String accountId) throws SQLException {
        ActivityChain chain = ActivityChain.of(connection, accountId);
        if (!chain.isSigned(connection, seal)) {
            findings.add("account " + accountId + ": the checkpoint and the end of the chain were changed");
        }
        number = chain.cutNumber();
        hash = chain.cutHash();
        List<Linked> page = ActivityRows.linked(connection, accountId, number, PAGE);
        while (!page.isEmpty()) {
            page.forEach(linked -> check(accountId, linked));
            page = ActivityRows.linked(connection, accountId, number, PAGE);
        }
        if (number != chain.lastNumber() || !hash.equals(chain.lastHash())) {
            findings.add("account %s: the chain ends with entry %d instead of %d"
                    .formatted(accountId, number, chain.lastNumber()));
        }
        return List.copyOf(findings);
    }

    private boolean isSound(StoredEntry entry, Linked linked) {
        return entry.hash(linked.number(), hash, seal).equals(linked.hash()) && entry.fitsItsDigests(seal);
    }

    private void check(String accountId, Linked linked) {
        if (linked.number() != number + 1) {
            findings.add(
                    "account %s: entries %d to %d are missing".formatted(accountId, number + 1, linked.number() - 1));
        } else if (!linked.entry().map(entry -> isSound(entry, linked)).orElse(false)) {
            findings.add("account %s: entry %s (%d) was changed".formatted(accountId, linked.id(), linked.number()));
        }
        number = linked.number();
        hash = linked.hash();
    }
}
