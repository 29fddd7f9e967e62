package dev.zta.core.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** track.md, "Exclusion rules". */
class PathPatternTest {
    @ParameterizedTest
    @CsvSource({
        "/admin, /admin, true",
        "/admin, /admin/, true",
        "/admin, /admin/users, true",
        "/admin, /administrator, false",
        "/admin, /Admin, false",
        "/admin, /x/admin, false",
        "/admin/, /admin/users, true",
        "/admin/, /admin, false",
        "/, /anything, true",
        "/admin/*, /admin, false",
        "/admin/*, /admin/, true",
        "/admin/*, /admin/a/b, true",
        "/preview/*, /preview/x, true",
        "/*/edit, /posts/1/edit, true",
        "/*/edit, /posts/1/edit/, false",
        "/a*b, /ab, true",
        "/a*b*c, /a-bb-c, true",
        "/a*a, /a, false",
        "/a.c, /abc, false",
        "/*, /, true",
        "/**, /x, true"
    })
    void matchesOnSegmentBordersOrAsAWhole(String pattern, String path, boolean matches) {
        assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(matches);
    }

    @Test
    void matchesLikeARegularExpression() {
        Random random = new Random(3);
        for (int round = 0; round < 50_000; round++) {
            String pattern = "/" + text(random, "ab*/", 7);
            String path = "/" + text(random, "ab/", 10);
            assertThat(PathPattern.of(pattern).matches(path))
                    .as("%s on %s", pattern, path)
                    .isEqualTo(naive(pattern, path));
        }
    }

    private static boolean naive(String pattern, String path) {
        if (!pattern.contains("*")) {
            return path.equals(pattern) || path.startsWith(pattern.endsWith("/") ? pattern : pattern + "/");
        }
        String regex = pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return path.matches(regex);
    }

    private static String text(Random random, String alphabet, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    void aHostilePatternTakesNoLonger() {
        PathPattern pattern = PathPattern.of("/" + "*a".repeat(90) + "*" + "a".repeat(19) + "b");
        String path = "/" + "a".repeat(2047);
        assertThatCode(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        assertThat(pattern.matches(path)).isFalse();
                    }
                })
                .doesNotThrowAnyException();
    }
}
