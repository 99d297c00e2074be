package io.balsa.simulator.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A good run with one line changed, as if a node had broken a rule there. */
enum Broken {
    /** A follower acknowledges an entry in the turn before it is durable. */
    ACKNOWLEDGED_BEFORE_DURABLE(
            "\"node\":1,", "\"durable\":2,\"commit\":1,\"got\":[],\"sent\":[{", "\"durable\":2", "\"durable\":1"),
    /** A follower says less than it should be durable, which a heartbeat may, but of a term it is not in. */
    ACKNOWLEDGED_IN_ANOTHER_TERM("\"node\":3,", "\"match\":4", "\"term\":2,\"request\":2", "\"term\":1,\"request\":2"),
    /** A leader counts before anybody has acknowledged. */
    COMMITTED_WITHOUT_MAJORITY("\"node\":3,", "\"durable\":2,\"commit\":1", "\"commit\":1", "\"commit\":2"),
    /** The vote is gone after a crash. */
    VOTE_FORGOTTEN_AT_CRASH("\"start\",\"node\":3,", "\"vote\":3", "\"vote\":3", "\"vote\":0"),
    /** What was durable, and acknowledged, is gone after a crash. */
    DURABLE_ENTRY_LOST("\"start\",\"node\":3,", "\"last\":2", "\"last\":2", "\"last\":1"),
    /** A pre-vote is granted to somebody whose log is behind. */
    GRANTED_TO_SOMEBODY_BEHIND(
            "\"node\":2,",
            "\"granted\":false",
            "\"term\":1,\"kind\":\"prevote\",\"campaign\":1,\"granted\":false",
            "\"term\":2,\"kind\":\"prevote\",\"campaign\":1,\"granted\":true"),
    /** A candidate leads before votes came. */
    LED_WITHOUT_VOTES("\"node\":2,", "\"role\":\"LEADER\"", "\"got\":[[65,1]]", "\"got\":[]"),
    /** A new leader sends entries of a term that its log does not say. */
    ENTRY_OF_ANOTHER_TERM("\"node\":2,", "\"entries\":[1,2]", "\"entries\":[1,2]", "\"entries\":[2,2]"),
    /** A message arrives that nobody has sent yet. */
    HEARD_BEFORE_SAID("\"node\":1,", "\"got\":[[15,1]]", "[[15,1]]", "[[19,1]]");

    /** An election, two entries, a third that the leader loses with its power, its return under another leader. */
    static final Path GOOD = Path.of("src/test/resources/spec/good.ndjson");

    private final String node;
    private final String mark;
    private final String is;
    private final String becomes;

    Broken(String node, String mark, String is, String becomes) {
        this.node = node;
        this.mark = mark;
        this.is = is;
        this.becomes = becomes;
    }

    /** @param line the one that was changed, from 1 */
    record Run(List<String> lines, int line) {}

    Run run() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(GOOD));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.contains(node) && line.contains(mark) && line.contains(is)) {
                lines.set(i, line.replace(is, becomes));
                return new Run(lines, i + 1);
            }
        }
        throw new IllegalStateException("no line to change for " + this);
    }
}
