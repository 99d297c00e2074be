package io.balsa.simulator.spec;

import static io.balsa.simulator.spec.Trace.Verdict.EXPLAINED;
import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.simulator.ProtocolTrace;
import io.balsa.simulator.nemesis.Nemesis;
import io.balsa.simulator.nemesis.Plan;
import io.balsa.simulator.nemesis.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What nodes do is a behaviour of the specification, and what they must not do is none. */
class TraceCheck {
    private static final long FIRST_SEED = Long.getLong("spec.first-seed", 1);
    private static final int SEEDS = Integer.getInteger("spec.seeds", 100);
    private static final int LINES = Integer.getInteger("spec.lines", 200);
    private static final Path FILE = Path.of(System.getProperty("spec.trace", Broken.GOOD.toString()));
    private static final int SEEDS_AT_ONCE = 10;
    private static final int DRAWN = Integer.getInteger("spec.drawn", 10);
    private static final int LINES_OF_DRAWN = 1_000;

    @TempDir
    private Path scratch;

    @Test
    void theLoopFollowsTheSpecification() throws IOException, InterruptedException {
        long end = FIRST_SEED + SEEDS;
        for (long seed = FIRST_SEED; seed < end; seed += SEEDS_AT_ONCE) {
            List<String> lines = new ArrayList<>();
            for (long next = seed; next < Math.min(seed + SEEDS_AT_ONCE, end); next++) {
                lines.addAll(Troubled.trace(next, 3, LINES));
            }
            assertThat(new Trace(lines).check(scratch))
                    .as("seeds from %d on", seed)
                    .isEqualTo(EXPLAINED);
        }
    }

    /** Other sizes of clusters, other faults: what {@code balsa simulate} draws. */
    @Test
    void whatTheSimulatorDrawsFollowsTheSpecification() throws IOException, InterruptedException {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + DRAWN; seed++) {
            List<String> lines = new ArrayList<>();
            Plan plan = Nemesis.draw(seed);
            Run.told(plan, false, told -> {}, simulation -> ProtocolTrace.begin(simulation, lines::add));
            List<String> first = lines.subList(0, Math.min(lines.size(), LINES_OF_DRAWN));
            assertThat(new Trace(first).check(scratch)).as("seed %d", seed).isEqualTo(EXPLAINED);
        }
    }

    /**
     * An election, two entries, a crash and a return; or, with {@code -Dspec.trace=FILE}, what
     * {@code balsa simulate --replay SEED --trace FILE} wrote, or its first lines.
     */
    @Test
    void theTraceOfAFileFollowsTheSpecification() throws IOException, InterruptedException {
        List<String> lines = Files.readAllLines(FILE);
        assertThat(new Trace(lines).check(scratch)).as("%s", FILE).isEqualTo(EXPLAINED);
    }

    @ParameterizedTest
    @EnumSource
    void aRunThatBreaksARuleIsRejectedWhereItDoes(Broken rule) throws IOException, InterruptedException {
        Broken.Run broken = rule.run();
        assertThat(new Trace(broken.lines()).check(scratch).line()).isEqualTo(broken.line());
    }
}
