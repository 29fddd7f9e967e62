package dev.zta.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A folder with the launcher of this repository in it and, besides, only what a test puts there. */
final class FakeCheckout {
    private static final Path LAUNCHER = Path.of("..", "zta");

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    /** What the launcher left behind. */
    record Ended(int code, String out, String err) {}

    FakeCheckout(Path folder) throws IOException {
        this.folder = folder.toRealPath();
        Files.writeString(file("pom.xml"), "<project/>");
        wantJava("25");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PATH", file("bin") + ":/usr/bin:/bin");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    FakeCheckout with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Makes the launcher one that wants this version of Java. */
    void wantJava(String version) throws IOException {
        Files.writeString(file("zta"), Files.readString(LAUNCHER).replace("WANTED_JAVA=25", "WANTED_JAVA=" + version));
    }

    /** Puts a shell script where the launcher looks for Maven, Node and npm. */
    void buildsWith(String... maven) throws IOException {
        script("bin/mvn", maven);
        script("bin/node");
        script("bin/npm");
    }

    /** A JDK that shows with which arguments Java was called and leaves the start-up cache that it was asked for. */
    void hasJdk() throws IOException {
        script(
                "jdk/bin/java",
                "for a in \"$@\"; do case $a in -XX:AOTCacheOutput=*) echo cache >\"${a#*=}\" ;; esac; done",
                "echo \"$@\"");
        script("jdk/bin/javac");
        Files.writeString(file("jdk/release"), "JAVA_VERSION=\"25.0.3\"\n");
        with("JAVA_HOME", file("jdk").toString());
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(file("out")), Files.readString(file("err")));
    }

    Process start(String... arguments) throws IOException {
        ProcessBuilder launcher = new ProcessBuilder("bash", file("zta").toString());
        launcher.command().addAll(List.of(arguments));
        launcher.environment().putAll(environment);
        return launcher.redirectOutput(file("out").toFile())
                .redirectError(file("err").toFile())
                .start();
    }

    private void script(String name, String... lines) throws IOException {
        Path script = file(name);
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }
}
