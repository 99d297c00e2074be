package io.balsa.simulator.spec;

import static io.balsa.simulator.spec.Trace.Verdict.EXPLAINED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an engine with a deliberate mistake does is no behaviour of the specification: TLC names the line, and what is impossible there. */
class MutantTraceCheck {
    private static final System.Logger LOG = System.getLogger(MutantTraceCheck.class.getName());

    @TempDir
    private Path scratch;

    @ParameterizedTest
    @EnumSource
    void theTraceOfAMutantIsRejected(Mistake mistake) throws IOException, InterruptedException {
        Trace.Verdict verdict = new Trace(mistake.trace()).check(scratch);
        LOG.log(Level.INFO, "{0}: {1}", mistake, verdict);
        assertThat(verdict.action()).as("%s", verdict).isEqualTo(mistake.action);
    }

    /** So it is the mistake that is rejected, and not the way in which mutants are compiled, loaded and run. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void withoutTheMistakeTheSameSeedsAreAccepted(int nodes) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (Mistake mistake : Mistake.values()) {
            if (mistake.nodes == nodes) {
                lines.addAll(mistake.traceWithoutMistake());
            }
        }
        assertThat(new Trace(lines).check(scratch)).isEqualTo(EXPLAINED);
    }
}
