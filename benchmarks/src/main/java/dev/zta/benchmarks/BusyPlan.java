package dev.zta.benchmarks;

import java.time.Duration;

/**
 * How much is asked while how much comes in.
 *
 * @param beaconsASecond to all sites together
 * @param leadIn for how long beacons come in before the first question
 * @param warmUp questions of a kind before those that count
 * @param questions of a kind that count
 * @param most for all of a kind; what is slower is asked less often
 */
record BusyPlan(int beaconsASecond, Duration leadIn, int warmUp, int questions, Duration most) {
    BusyPlan {
        if (beaconsASecond < 1) {
            throw new IllegalArgumentException("Beacons come in, at least one a second");
        }
    }

    static BusyPlan of(int beaconsASecond) {
        return new BusyPlan(beaconsASecond, Duration.ofSeconds(10), 20, 200, Duration.ofSeconds(60));
    }
}
