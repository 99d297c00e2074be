package io.balsa.simulator.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Something stays wrong: who leaves a majority whole may demand something of it, and who does not is told so. */
class StandingTest {
    private static final String BEGIN = "seed=1 safety-ms=12000; 5.000s stand; ";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        11s isolate node=1; 11s isolate node=2                         | node 1 and node 2 do not see each other
        11s one-way from=1 to=2; 11s one-way from=2 to=3; 11s one-way from=3 to=1 | node 2 and node 3 do not see each other
        11s loss from=1 to=0 percent=90; 11s loss from=0 to=3 percent=9 | node 1 and node 3 do not see each other
        11s stall node=1 ms=99000; 11s fill node=3                     | node 1 stands still or has a disk that does not work
        11s wipe node=1; 11s fail-often node=2 operation=sync percent=9 | node 1 is down
        11s wipe node=1; 11s wipe node=2                               | node 2 is down
        11s wipe node=1; 11s pause node=2 ms=9000                      | of its 3 nodes 2 must be up
        11s wipe node=1; 11s corrupt node=2                            | do less after 'stand', or do it before
        """)
    void nothingIsDemandedOfAPlanThatLeavesNoMajorityWhole(String rest, String reason) {
        Result.Failure failure = Run.of(Plan.parse(BEGIN + rest)).failure();
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo("unfit plan");
        assertThat(failure.cause()).isInstanceOf(UnfitPlanException.class);
        assertThat(failure.text()).contains("leaves no majority whole after 'stand'", reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11s isolate node=1",
                "11s wipe node=2",
                "11s fill node=3",
                "11s one-way from=1 to=2",
                "11s loss from=1 to=0 percent=90",
                "11s crash node=1; 11s crash node=2; 11s crash node=3",
                "11s cut-leader way=in",
                "11s cut-leader way=out",
                "11s cut-leader way=both"
            })
    void aMajorityThatIsWholeDoesWhatIsDemanded(String rest) {
        assertThat(Run.of(Plan.parse(BEGIN + rest)).failure()).isNull();
        String loaded = BEGIN.replace("seed=1", "seed=1 standing-load=1");
        assertThat(Run.of(Plan.parse(loaded + rest)).failure()).isNull();
    }

    @Test
    void whatIsDoneToTheLeaderHitsIt() {
        List<String> story = new ArrayList<>();
        Run.told(Plan.parse(BEGIN + "11s cut-leader way=out"), false, story::add, simulation -> {});
        assertThat(story).anyMatch(line -> line.endsWith("is LEADER in term 2"));
    }
}
