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

    static Stream<World> all() {
        return of(Scene.values());
    }

    /** Where days are of unusual length; all, when seeds are given. */
    static Stream<World> ofUnusualDays() {
        return ONE.isPresent() || FRESH.isPresent() ? all() : of(Scene.AUTUMN, Scene.MOVED);
    }

    private static Stream<World> of(Scene... scenes) {
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
