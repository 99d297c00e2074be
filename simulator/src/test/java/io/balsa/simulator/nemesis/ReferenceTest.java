package io.balsa.simulator.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.config.LimitsConfig;
import io.balsa.config.RaftConfig;
import io.balsa.simulator.NodeOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The defaults of {@code reference.conf} are run, too. */
class ReferenceTest {
    private static final int SEEDS = 3;
    /** Of a mebibyte at most, which every later life of every node reads again. */
    private static final int PERCENT_OF_ANY_LENGTH = 1;

    @Test
    void aPlanOfTheWholeReferenceIsConfiguredAsANodeWithoutAFileOfItsOwn() {
        Parameters whole = with(Parameters.SIMPLEST, Reference.WHOLE);
        NodeOptions node = whole.nodeOptions(whole);
        RaftConfig raft = Reference.config().raft();
        LimitsConfig limits = Reference.config().limits();
        assertThat(node.raft()).isEqualTo(raft);
        assertThat(node.limits())
                .usingRecursiveComparison()
                .ignoringFields("maxClients", "backlogs", "closeTimeoutNs")
                .isEqualTo(limits);
    }

    @Test
    void oneSeedOfEightHasTheDefaultTimesWindowsAndLimits() {
        int plans = 0;
        for (long seed = 1; seed <= 800; seed++) {
            Parameters drawn = Nemesis.draw(seed).parameters();
            boolean isReference = Reference.SETTINGS.entrySet().stream()
                    .allMatch(setting -> drawn.get(setting.getKey()) == setting.getValue());
            plans += isReference ? 1 : 0;
        }
        assertThat(plans).isBetween(60, 140);
    }

    @Test
    void theWholeReferenceHolds() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Plan plan = Nemesis.draw(seed, 3);
            Parameters whole =
                    with(plan.parameters(), Reference.WHOLE).with(Parameter.LENGTHS_PERCENT, PERCENT_OF_ANY_LENGTH);
            Result result = Run.of(plan.with(whole));
            assertThat(result.failure()).as("%s", result.plan()).isNull();
        }
    }

    private static Parameters with(Parameters parameters, Map<Parameter, Integer> values) {
        Parameters changed = parameters;
        for (Map.Entry<Parameter, Integer> value : values.entrySet()) {
            changed = changed.with(value.getKey(), value.getValue());
        }
        return changed;
    }
}
