package dev.zta.server.sites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.site.SiteId;
import dev.zta.server.folder.DataFolder;
import dev.zta.server.testing.Await;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import dev.zta.server.usage.PageviewLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: sites, "DELETE /api/sites": what belongs to a site goes with it. */
class SiteRemovalTest {
    /** The owner's activity log goes on telling that there was a site. */
    private static final String SQLITE_TABLES =
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'activity%'";

    private static final String DUCKDB_TABLES = "SELECT table_name FROM duckdb_tables()";

    @TempDir
    Path folder;

    @Test
    void no_row_of_a_deleted_site_is_left_in_accounts_and_events() throws SQLException {
        String id = makeAndDelete();
        assertThat(rowsWith(id)).isEmpty();
        try (Connection events = DriverManager.getConnection("jdbc:duckdb:" + eventsFile())) {
            for (String table : column(events, DUCKDB_TABLES)) {
                if (!table.equals("meta")) {
                    assertThat(column(events, "SELECT * FROM " + table))
                            .as(table)
                            .isEmpty();
                }
            }
        }
    }

    private Path eventsFile() {
        return new DataFolder(folder).events();
    }

    /**
     * A site with events of today and of a closed day, a key, an invitation, a share link and a deletion, of an owner whose
     * pageviews are counted.
     */
    private String makeAndDelete() {
        MutableClock clock = new MutableClock(Instant.parse("2026-03-02T12:00:00Z"));
        try (TestServer server =
                TestServer.on(folder, Map.of("ZTA_REGISTRATION", "open", "ZTA_DEFAULT_PLAN", "pro"), clock)) {
            TestClient owner = server.client()
                    .bearer(server.client()
                            .post(
                                    "/api/auth/register",
                                    "{\"email\":\"mia@example.org\",\"password\":\"sea otters hold hands\"}")
                            .json()
                            .path("token")
                            .asString());
            String id = owner.post("/api/sites", "{\"domain\":\"shop.example.org\"}")
                    .json()
                    .at("/site/id")
                    .asString();
            owner.post("/api/api-keys", "{\"name\":\"k\",\"scope\":\"read\",\"siteId\":\"" + id + "\"}");
            owner.post("/api/sites/share", "{\"siteId\":\"" + id + "\"}");
            owner.post("/api/teams", "{\"siteId\":\"" + id + "\",\"email\":\"li@example.org\",\"role\":\"viewer\"}");
            assertThat(track(server, id).status()).isEqualTo(200);
            clock.advance(Duration.ofDays(1));
            assertThat(track(server, id).status()).isEqualTo(200);
            server.settle();
            Await.until(() -> server.wiring().stores().events().openUnits().size() == 1);
            assertThat(track(server, id).status()).isEqualTo(200);
            assertThat(owner.get("/api/sites/" + id + "/export").status()).isEqualTo(200);
            clock.advance(PageviewLimit.RENEWED_EVERY);
            Await.until(() -> rowsWith(id).stream().anyMatch(column -> column.startsWith("monthly_pageviews.")));
            assertThat(owner.delete("/api/sites?id=" + id).status()).isEqualTo(200);
            assertThat(rowsWith(id)).isSubsetOf("removed_sites.id", "exports.site_id");
            Reply unknown = track(server, "site_unknown0");
            Reply gone = track(server, id);
            assertThat(gone.status() + gone.text()).isEqualTo(unknown.status() + unknown.text());
            assertThat(owner.get("/api/stats?siteId=" + id).status()).isEqualTo(403);
            clock.advance(Duration.ofMinutes(3));
            Await.until(() ->
                    server.wiring().stores().accounts().siteChanges().unpurged().isEmpty());
            assertThat(server.wiring().stores().events().extent(new SiteId(id))).isEmpty();
            assertThat(exportedFiles()).isNotEmpty();
            clock.advance(Duration.ofHours(1));
            Await.until(() -> exportedFiles().isEmpty());
            assertThat(owner.get("/api/usage").json().at("/pageviews/used").asInt())
                    .isEqualTo(3);
            return id;
        }
    }

    private List<Path> exportedFiles() {
        try (Stream<Path> files = Files.list(new DataFolder(folder).exports())) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply track(TestServer server, String id) {
        return server.client()
                .with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .post(
                        "/api/track",
                        "{\"type\":\"pageview\",\"siteId\":\"%s\",\"url\":\"https://shop.example.org/a\",\"path\":\"/a\"}"
                                .formatted(id));
    }

    /** Tables and columns of the accounts that hold the text. */
    private List<String> rowsWith(String text) {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("accounts.sqlite"))) {
            for (String table : column(connection, SQLITE_TABLES)) {
                columnsWith(text, table, connection).forEach(name -> found.add(table + "." + name));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private static List<String> columnsWith(String text, String table, Connection connection) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    if (String.valueOf(rows.getObject(i)).contains(text)) {
                        found.add(rows.getMetaData().getColumnName(i));
                    }
                }
            }
        }
        return found;
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
