package dev.zta.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * What all kinds of questions took, and what the server took for them.
 *
 * @param serverCores processors the server kept busy on average
 * @param ownCores the same of this process, which asks and sends beacons
 * @param residentMegabytes of the server at the end
 * @param peakMegabytes of the server from its start to the end
 */
record BusyPhase(
        List<BusyTimes> kinds, double serverCores, double ownCores, double residentMegabytes, double peakMegabytes) {
    BusyPhase {
        kinds = List.copyOf(kinds);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "server %.2f cores, resident %.0f MB, peak %.0f MB; this process %.2f cores",
                serverCores,
                residentMegabytes,
                peakMegabytes,
                ownCores);
    }
}
