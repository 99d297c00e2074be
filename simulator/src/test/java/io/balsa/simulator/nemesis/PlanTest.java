package io.balsa.simulator.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan is one line of text, and the same plan again when it is read. */
class PlanTest {
    @Test
    void whatIsPrintedIsReadAsTheSame() {
        for (long seed = 1; seed <= 200; seed++) {
            Plan plan = Nemesis.draw(seed);
            Plan read = Plan.parse(plan.toString());
            assertThat(read).hasToString(plan.toString());
            assertThat(read.actions()).isEqualTo(plan.actions());
        }
    }

    @Test
    void seedsDrawEveryKindOfAction() {
        Set<Class<?>> drawn = new HashSet<>();
        for (long seed = 1; seed <= 200; seed++) {
            Nemesis.draw(seed)
                    .actions()
                    .forEach(timed -> drawn.add(timed.action().getClass()));
        }
        for (Class<?> family : Action.class.getPermittedSubclasses()) {
            if (family != DemandAction.class) {
                assertThat(drawn).contains(family.getPermittedSubclasses());
            }
        }
    }

    @Test
    void aPlanOfWhatDoesNotExistDoesNothing() {
        Plan plan = Plan.parse("seed=1 safety-ms=2000; 0.100s crash node=9; 0.200s start node=1; 0.300s release");
        Result result = Run.of(plan);
        assertThat(result.failure()).isNull();
        assertThat(result.tally().faults()).doesNotContainKeys("crash", "start", "release");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        nodes=3                                | a plan begins with seed=
        seed=x                                 | 'seed=x' needs a number
        seed=1 moons=3                         | there is no parameter 'moons=3'
        seed=1; crash node=1                   | has no time
        seed=1; 1.5s explode node=1            | there is no action 'explode'
        seed=1; 1.5s crash                     | needs node=
        seed=1; 1.5s crash node=many           | cannot have 'node=many'
        seed=1; 1.5s power-cut node=1 fate=bad | cannot have 'fate=bad'
        """)
    void whatIsNoPlanIsRefusedWithAReason(String line, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> Plan.parse(line)).withMessageContaining(reason);
    }
}
