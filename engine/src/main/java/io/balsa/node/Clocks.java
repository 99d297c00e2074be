package io.balsa.node;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * Where a loop gets time and chance from; a simulator brings its own.
 *
 * @param monotonic never falls; for every timeout
 * @param wall      for the time in entries
 * @param random    any 64 bits
 */
public record Clocks(NanoClock monotonic, EpochClock wall, LongSupplier random) {
    /** Those of this machine. */
    public static Clocks ofSystem() {
        return new Clocks(
                SystemNanoClock.INSTANCE,
                SystemEpochClock.INSTANCE,
                () -> ThreadLocalRandom.current().nextLong());
    }
}
