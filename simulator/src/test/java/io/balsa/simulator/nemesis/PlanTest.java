package io.balsa.simulator.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
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
            Arrays.stream(family.getPermittedSubclasses())
                    .filter(action -> action != DemandAction.ElectWithin.class)
                    .forEach(action -> assertThat(drawn).contains(action));
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
        seed=1 moons=3                         | there is no parameter 'moons=3'; there are nodes, safety-ms,
        seed=1 window-message=3                | did you mean 'window-messages'?
        seed=1 keys=99999999999                | 'keys=99999999999' is beyond
        seed=1; crash node=1                   | has no time
        seed=1; 1.5s explode node=1            | there is no action 'explode'; there are bridge, calm
        seed=1; 1.5s powercut node=1 fate=lost | there is no action 'powercut'; did you mean 'power-cut'?
        seed=1; 1.5s crash                     | needs node=
        seed=1; 1.5s crash node=many           | cannot have 'node=many': it needs a whole number
        seed=1; 1.5s power-cut node=1 fate=bad | cannot have 'fate=bad': there are by-chance, lost
        seed=1; 1.5s split island=1,2          | cannot have 'island=1,2': write node numbers as 1+2
        """)
    void whatIsNoPlanIsRefusedWithAReason(String line, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> Plan.parse(line)).withMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        seed=1 nodes=9                                         | nodes must be 1 to 7, not 9
        seed=1 election-ms=0                                   | election-ms must be 1 or more, not 0
        seed=1 read-percent=101                                | read-percent must be 0 to 100, not 101
        seed=1 safety-ms=1000; 1.5s crash node=1               | '1.500s crash node=1' comes too late: everything is healed after 1000 ms
        seed=1; 1.5s crash node=4                              | '1.500s crash node=4': there is no node 4; this plan has nodes 1 to 3
        seed=1; 1.5s split island=1+0                          | there is no node 0
        seed=1; 1.5s one-way from=0 to=5                       | there is no node 5
        seed=1; 1.5s loss from=0 to=0 percent=200              | percent must be 0 to 100, not 200
        seed=1; 1.5s pause node=1 ms=-1                        | ms must be 0 or more, not -1
        seed=1; 1.5s slow-sync node=1 minUs=5 maxUs=4          | maxUs must be minUs or more
        seed=1; 1.5s configure node=1 setting=tick-us value=-1 | tick-us must be 1 or more, not -1
        """)
    void whatMakesNoSenseIsFoundByACheck(String line, String reason) {
        Plan plan = Plan.parse(line);
        assertThatIllegalArgumentException().isThrownBy(plan::check).withMessageContaining(reason);
    }

    @Test
    void whatSeedsDrawMakesSense() {
        for (long seed = 1; seed <= 500; seed++) {
            Nemesis.draw(seed).check();
        }
    }

    @Test
    void aSmallerClusterKeepsOnlyWhatCanBeDoneToIt() {
        Plan plan = Plan.parse(
                "seed=1 nodes=5; 0.100s crash node=5; 0.200s split island=1+4; 0.300s split island=4+5; 0.400s calm");
        assertThat(plan.withNodes(3)).hasToString("seed=1; 0.200s split island=1; 0.400s calm");
        plan.withNodes(3).check();
    }
}
