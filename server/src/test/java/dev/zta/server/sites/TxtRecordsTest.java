package dev.zta.server.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.server.testing.FakeNameServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import javax.naming.NamingException;
import org.junit.jupiter.api.Test;

/** Contract: sites, "POST /api/sites/{id}/verify": "resolver failed or timed out (5 s)". */
class TxtRecordsTest {
    private final List<Future<List<String>>> given = new ArrayList<>();

    /** The time is over when both were asked, long before each would have been asked twice. */
    @Test
    void the_limit_holds_over_all_name_servers_and_tries() {
        try (FakeNameServer first = new FakeNameServer();
                FakeNameServer second = new FakeNameServer()) {
            first.ignore();
            second.ignore();
            TxtRecords records = new TxtRecords(List.of(first.address(), second.address()), lookup -> {
                first.awaitIgnored();
                second.awaitIgnored();
                given.add(lookup);
                throw new TimeoutException();
            });
            assertThatThrownBy(() -> records.of("_zta-verify.shop.example.org")).isInstanceOf(NamingException.class);
            assertThat(given)
                    .singleElement()
                    .satisfies(lookup -> assertThat(lookup.isCancelled())
                            .as("nobody goes on asking")
                            .isTrue());
        }
    }

    @Test
    void the_second_name_server_answers_for_the_first() throws NamingException {
        try (FakeNameServer first = new FakeNameServer();
                FakeNameServer second = new FakeNameServer()) {
            first.ignore();
            second.answer("otters");
            TxtRecords records = new TxtRecords(List.of(first.address(), second.address()), TxtRecordsTest::untilDone);
            assertThat(records.of("_zta-verify.shop.example.org")).containsExactly("otters");
        }
    }

    private static List<String> untilDone(Future<List<String>> lookup) throws InterruptedException, ExecutionException {
        return lookup.get();
    }
}
