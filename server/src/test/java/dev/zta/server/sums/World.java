package dev.zta.server.sums;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What happens in a scene. {@code -Dzta.contract.seeds=5} takes so many new worlds of each scene instead of the fixed one,
 * {@code -Dzta.contract.seed=N} the one of that seed.
 */
record World(Scene scene, long seed) {
    private static final Optional<Long> ONE = Optional.ofNullable(Long.getLong("zta.contract.seed"));
    private static final Optional<Integer> FRESH = Optional.ofNullable(Integer.getInteger("zta.contract.seeds"));

    static Stream<World> ofAutumn() {
        return of(Scene.AUTUMN);
    }

    static Stream<World> ofSpring() {
        return of(Scene.SPRING);
    }

    static Stream<World> ofAsia() {
        return of(Scene.NEW_YEAR, Scene.MOVED);
    }

    /** A scene or two, since each takes ten seconds and more; all of them when seeds are given. */
    private static Stream<World> of(Scene... everyDay) {
        Scene[] scenes = ONE.isPresent() || FRESH.isPresent() ? Scene.values() : everyDay;
        return Arrays.stream(scenes).flatMap(scene -> seeds(scene).map(seed -> new World(scene, seed)));
    }

    private static Stream<Long> seeds(Scene scene) {
        return ONE.map(Stream::of)
                .or(() -> FRESH.map(count -> new Random().longs(count).boxed()))
                .orElseGet(() -> Stream.of(scene.usualSeed));
    }

    @Override
    public String toString() {
        return scene + "." + seed;
    }
}
