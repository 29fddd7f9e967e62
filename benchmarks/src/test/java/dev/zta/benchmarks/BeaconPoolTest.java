package dev.zta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BeaconPoolTest {
    private static final Pattern IDS = Pattern.compile("\"id\":\"(\\w{16})\".*\"pageId\":\"(\\w{16})\"");
    private static final int MORE_THAN_ONCE_ROUND = 40_000;

    private static BeaconPool pool() {
        BenchmarkSite one = new BenchmarkSite("site_one", "one.example.org");
        BenchmarkSite other = new BenchmarkSite("site_other", "other.example.org");
        return new BeaconPool("/api/track", "127.0.0.1:1", List.of(one, other), RandomGenerator.of("L64X128MixRandom"));
    }

    private static String request(BeaconPool pool, int number) {
        return new String(pool.apply(number), StandardCharsets.US_ASCII);
    }

    /** A server knows the ids of the last hour: what it has seen before would cost it nothing. */
    @Test
    void ids_are_new_in_each_round_and_in_each_run() {
        Set<String> ids = new HashSet<>();
        for (BeaconPool pool : List.of(pool(), pool())) {
            for (int number = 0; number < MORE_THAN_ONCE_ROUND; number++) {
                Matcher found = IDS.matcher(request(pool, number));
                assertThat(found.find()).isTrue();
                assertThat(ids.add(found.group(1))).isTrue();
            }
        }
    }

    @Test
    void sites_take_turns_each_from_its_own_pages() {
        BeaconPool pool = pool();
        for (int number = 0; number < 20; number += 2) {
            assertThat(request(pool, number)).contains("Origin: https://one.example.org", "\"siteId\":\"site_one\"");
            assertThat(request(pool, number + 1))
                    .contains("Origin: https://other.example.org", "\"siteId\":\"site_other\"");
        }
    }
}
