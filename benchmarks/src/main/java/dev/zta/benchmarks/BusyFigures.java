package dev.zta.benchmarks;

import java.util.Locale;

/**
 * What one server took without beacons and with them.
 *
 * @param leadIn beacons before the first question of the busy phase
 * @param beacons those of the busy phase
 */
record BusyFigures(BusyPhase idle, BusyPhase busy, PacedResult leadIn, PacedResult beacons) {
    /** Idle and busy figures of each kind side by side, then the beacons. */
    void print() {
        System.out.println("p95 in ms                   idle      busy     ratio");
        for (int i = 0; i < idle.kinds().size(); i++) {
            BusyTimes before = idle.kinds().get(i);
            double p95 = busy.kinds().get(i).p95();
            System.out.printf(
                    Locale.ROOT, "%-22s %9.1f %9.1f %9.2f%n", before.what(), before.p95(), p95, p95 / before.p95());
        }
        System.out.println("idle: " + idle);
        System.out.println("busy: " + busy);
        System.out.println("beacons: " + beacons);
        System.out.printf(
                Locale.ROOT,
                "of this process the sending of beacons %.2f cores%n",
                beacons.load().generatorCores());
    }

    long failedBeacons() {
        return leadIn.failed() + beacons.failed();
    }
}
