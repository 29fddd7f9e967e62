package dev.zta.server.folder;

import dev.zta.server.http.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a running server leaves in {@code DATA/server.json}, mode 0600, so that commands with the same folder go through it
 * (contract: cli).
 *
 * @param pid the server's process
 * @param url where it listens on this machine
 * @param token proves to the server that its owner is asking; good from loopback only
 */
public record Announcement(long pid, URI url, String token) {
    /** Writes it; replaces what a server that was killed has left. */
    public void write(DataFolder folder, Json json) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pid", pid);
        fields.put("url", url.toString());
        fields.put("token", token);
        try {
            PrivateFiles.write(folder.announcement(), json.write(fields));
        } catch (IOException e) {
            throw new FolderUnusableException(folder.path(), e);
        }
    }

    /** Takes it away. */
    public static void remove(DataFolder folder) {
        try {
            Files.deleteIfExists(folder.announcement());
        } catch (IOException e) {
            throw new FolderUnusableException(folder.path(), e);
        }
    }

    /** The announcement of the server that runs on a folder; nothing without one, or when its process is gone. */
    public static Optional<Announcement> read(DataFolder folder, Json json) {
        return content(folder.announcement())
                .flatMap(json::readObject)
                .flatMap(Announcement::of)
                .filter(found -> ProcessHandle.of(found.pid())
                        .map(ProcessHandle::isAlive)
                        .orElse(false));
    }

    private static Optional<byte[]> content(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new FolderUnusableException(file, e);
        }
    }

    private static Optional<Announcement> of(Map<String, Object> fields) {
        return fields.get("pid") instanceof Number pid
                        && fields.get("url") instanceof String url
                        && fields.get("token") instanceof String token
                ? Optional.of(new Announcement(pid.longValue(), URI.create(url), token))
                : Optional.empty();
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "Announcement[pid=" + pid + ", url=" + url + "]";
    }
}
