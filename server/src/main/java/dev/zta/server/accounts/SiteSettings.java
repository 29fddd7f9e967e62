package dev.zta.server.accounts;

import dev.zta.server.http.ApiException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Bounds of what an owner may set (contract: sites, "PATCH /api/sites"). */
public final class SiteSettings {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_PATHS = 100;
    private static final int LONGEST_PATH = 200;
    private static final int MOST_PARAMETERS = 50;
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private SiteSettings() {}

    /** 400 {@code Invalid site settings} about one field. */
    public static ApiException invalid(String field, String problem) {
        return new ApiException(400, "Invalid site settings", Map.of("fields", Map.of(field, problem)));
    }

    /** A site's name as it is stored. */
    static String checkedName(String name) {
        String cleaned = Texts.cleaned(name);
        if (cleaned.isEmpty() || Texts.length(cleaned) > LONGEST_NAME) {
            throw invalid("name", "must have 1 to " + LONGEST_NAME + " characters");
        }
        return cleaned;
    }

    /** The same change in the form in which it is stored; how long data is kept is the plan's to bound. */
    static SettingsChange checked(SettingsChange wanted) {
        wanted.excludePaths().ifPresent(paths -> checkPaths("excludePaths", paths));
        wanted.ignoreParams().ifPresent(SiteSettings::checkParameters);
        wanted.heatmapPages().ifPresent(paths -> checkPaths("heatmapPages", paths));
        return VisitorExclusions.checked(wanted);
    }

    /** A list of patterns of paths. */
    private static void checkPaths(String field, List<String> paths) {
        boolean good = paths.size() <= MOST_PATHS
                && paths.stream()
                        .allMatch(path -> path.startsWith("/")
                                && Texts.length(path) <= LONGEST_PATH
                                && path.codePoints().noneMatch(Character::isISOControl));
        if (!good) {
            throw invalid(
                    "settings." + field,
                    "must be at most " + MOST_PATHS + " patterns of 1 to " + LONGEST_PATH
                            + " characters, each starting with /");
        }
    }

    private static void checkParameters(List<String> names) {
        boolean good = names.size() <= MOST_PARAMETERS
                && names.stream().allMatch(name -> PARAMETER.matcher(name).matches());
        if (!good) {
            throw invalid(
                    "settings.ignoreParams",
                    "must be at most " + MOST_PARAMETERS + " names of 1 to 64 letters, digits, _ . -");
        }
    }
}
