package dev.zta.server.cli;

import dev.zta.core.access.Scope;
import dev.zta.core.site.TimeZones;
import dev.zta.server.accounts.KeyAccounts;
import java.util.Arrays;
import java.util.List;

/** What options may say, looked at before anything is opened: wrong usage names the option (contract: cli, exit code 2). */
final class OptionValues {
    private OptionValues() {}

    static void requireScope(String scope) {
        List<String> codes = Arrays.stream(Scope.values()).map(Scope::code).toList();
        require(codes.contains(scope), "Invalid --scope '" + scope + "'; " + oneOf(scope, codes));
    }

    static void requireTimeZone(String zone) {
        require(
                TimeZones.parse(zone).isPresent(),
                "Invalid --timezone '" + zone + "'; must be UTC or a name such as Europe/Berlin");
    }

    static void requireLife(int days) {
        require(
                days >= 1 && days <= KeyAccounts.LONGEST_LIFE_DAYS,
                "Invalid --expires '" + days + "'; must be a number of days from 1 to "
                        + KeyAccounts.LONGEST_LIFE_DAYS);
    }

    /** What is allowed, and what of it was perhaps meant. */
    static String oneOf(String wrong, List<String> right) {
        return "must be one of: " + String.join(", ", right)
                + Nearest.to(wrong, right)
                        .map("; did you mean '%s'?"::formatted)
                        .orElse("");
    }

    private static void require(boolean isRight, String text) {
        if (!isRight) {
            throw new RefusedException(ExitCode.USAGE, text);
        }
    }
}
