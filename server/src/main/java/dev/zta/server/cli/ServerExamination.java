package dev.zta.server.cli;

import dev.zta.server.folder.Announcement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code zta doctor} hears from the server that runs on the folder: its health. */
final class ServerExamination {
    private static final String WELL = "ok";
    private static final Map<String, String> MENDING = Map.of(
            "journal", "Events can't be made durable: see that the disk has room and can be written; the log says more",
            "events", "Reports lack what was acknowledged: see that the disk has room; the log says more",
            "accounts", "Accounts can't be read: the log says more",
            "disk", "Make room on the disk of the data folder, or see that it can be written",
            "damaged", "Events that were acknowledged are lost; zta verify says which records",
            "ids forgotten", "Beacons that are sent twice may count twice until the next quiet hour");

    private ServerExamination() {}

    static List<Examined> of(Announcement found) {
        String where = "runs at " + found.url() + ", process " + found.pid();
        try (RunningServer server = new RunningServer(found.url(), found.token())) {
            Map<String, Object> health = server.health();
            List<Examined> all = new ArrayList<>();
            all.add(Examined.sound("server", where + ", version " + health.get("version")));
            if (health.get("checks") instanceof Map<?, ?> checks) {
                checks.forEach((name, word) -> all.add(one(String.valueOf(name), String.valueOf(word))));
            }
            return all;
        } catch (RefusedException e) {
            return List.of(Examined.ill(
                    "server",
                    where + ", and does not answer",
                    "If process " + found.pid()
                            + " is not a server, remove server.json from the data folder; else restart it"));
        }
    }

    private static Examined one(String name, String word) {
        return word.equals(WELL)
                ? Examined.sound("server's " + name, word)
                : Examined.ill(
                        "server's " + name,
                        word,
                        MENDING.getOrDefault(word, MENDING.getOrDefault(name, "The server's log says more")));
    }
}
