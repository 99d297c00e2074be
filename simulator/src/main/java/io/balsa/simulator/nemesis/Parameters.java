package io.balsa.simulator.nemesis;

import io.balsa.config.LimitsConfig;
import io.balsa.config.RaftConfig;
import io.balsa.journal.Durability;
import io.balsa.journal.JournalConfig;
import io.balsa.simulator.NodeOptions;
import io.balsa.simulator.Range;
import io.balsa.simulator.SimulationOptions;
import io.balsa.simulator.Timing;
import io.balsa.simulator.machine.Chance;
import io.balsa.spi.EntryFrame;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.agrona.BitUtil;

/** A value for every {@link Parameter}. Immutable. */
public final class Parameters {
    /** The simplest. */
    public static final Parameters SIMPLEST = new Parameters(Map.of());

    private static final int KIB = 1024;
    private static final int LEAST_RING_BYTES = 16 * KIB;
    /** So many of the longest commands, and what the ring adds to each. */
    private static final int RING_COMMANDS = 8;

    private static final int RING_OVERHEAD = 128;
    private static final int RECORD_OVERHEAD = KIB;

    private static final int STYLE = 1;
    private static final int STYLES = 16;
    private static final int BY_REFERENCE = 0;
    private static final int LAST_TIGHT = 3;
    private static final int CLIENT_LINKS = 16;
    private static final int PERCENT = 100;

    private static final Set<Parameter> MORE_IS_SLOWER =
            EnumSet.of(Parameter.ELECTION_MS, Parameter.TICK_US, Parameter.SUBMIT_MS);
    private static final Set<Parameter> LESS_IS_SLOWER = EnumSet.of(Parameter.APPEND_BYTES, Parameter.APPLIES_PER_TURN);

    /** What is so small in some plans that the load alone fills it: then who is held up has to go on again. */
    private static final Set<Parameter> SOON_FULL =
            EnumSet.of(Parameter.WINDOW_MESSAGES, Parameter.WINDOW_BYTES, Parameter.UNCOMMITTED_BYTES);

    private final EnumMap<Parameter, Integer> values = new EnumMap<>(Parameter.class);

    private Parameters(Map<Parameter, Integer> given) {
        values.putAll(given);
    }

    static Parameters draw(Chance chance) {
        EnumMap<Parameter, Integer> drawn = new EnumMap<>(Parameter.class);
        for (Parameter parameter : Parameter.values()) {
            drawn.put(parameter, parameter.draw(chance));
        }
        Chance own = chance.branch(STYLE);
        int style = own.below(STYLES);
        if (style == BY_REFERENCE) {
            drawn.putAll(Reference.SETTINGS);
        } else if (style <= LAST_TIGHT) {
            SOON_FULL.forEach(parameter -> drawn.put(parameter, parameter.drawSmall(own)));
        }
        return new Parameters(drawn);
    }

    /** The value of a parameter. */
    public int get(Parameter parameter) {
        return values.getOrDefault(parameter, parameter.simplest());
    }

    /** The same with another value. */
    public Parameters with(Parameter parameter, int value) {
        Parameters changed = new Parameters(values);
        changed.values.put(parameter, value);
        return changed;
    }

    long ns(Parameter ofMs) {
        return get(ofMs) * Stage.MS;
    }

    long us(Parameter ofUs) {
        return get(ofUs) * Stage.US;
    }

    /** What is worse of both, of all that liveness takes its time from. */
    Parameters slower(Parameters other) {
        Parameters slower = new Parameters(values);
        for (Parameter parameter : MORE_IS_SLOWER) {
            slower.values.put(parameter, Math.max(get(parameter), other.get(parameter)));
        }
        for (Parameter parameter : LESS_IS_SLOWER) {
            slower.values.put(parameter, Math.min(get(parameter), other.get(parameter)));
        }
        return slower;
    }

    /** What is simulated. */
    SimulationOptions options() {
        return SimulationOptions.of(get(Parameter.NODES))
                .segmentBytes(segmentBytes())
                .node(nodeOptions(this))
                .timing(timing());
    }

    /** As drawn, or more when two of the longest records need it. */
    int segmentBytes() {
        return Math.max(get(Parameter.SEGMENT_BYTES), 2 * recordBytes());
    }

    private int recordBytes() {
        return Math.max(
                JournalConfig.MIN_RECORD_LENGTH,
                BitUtil.findNextPositivePowerOfTwo(get(Parameter.COMMAND_BYTES) + RECORD_OVERHEAD));
    }

    /** How a node of such a cluster is configured that has some settings of its own. */
    NodeOptions nodeOptions(Parameters own) {
        Durability durability = own.get(Parameter.PAGE_CACHE) == 0 ? Durability.FSYNC : Durability.PAGE_CACHE;
        return NodeOptions.DEFAULT
                .raft(own.raft(ns(Parameter.ELECTION_MS)))
                .limits(own.limits())
                .maxRecordLength(recordBytes())
                .durability(durability);
    }

    /** Heartbeats go by the shortest patience in the cluster, which its own may exceed. */
    private RaftConfig raft(long shortestElectionNs) {
        long electionNs = ns(Parameter.ELECTION_MS);
        int appendBytes = get(Parameter.APPEND_BYTES);
        return new RaftConfig(
                electionNs,
                shortestElectionNs * get(Parameter.HEARTBEAT_PERCENT) / PERCENT,
                us(Parameter.COMMIT_NOTICE_US),
                electionNs * get(Parameter.STALL_LIMIT_TIMES),
                appendBytes,
                get(Parameter.WINDOW_MESSAGES),
                Math.max(appendBytes, get(Parameter.WINDOW_BYTES)),
                uncommittedBytes(),
                tailBytes(),
                1 << get(Parameter.TAIL_ENTRIES_LOG2));
    }

    /** As drawn, or more: a file whose longest command could never be appended is refused. */
    private int uncommittedBytes() {
        return Math.max(get(Parameter.UNCOMMITTED_BYTES), EntryFrame.frameLength(get(Parameter.COMMAND_BYTES)));
    }

    /** Holds the longest append and the longest command twice. */
    private int tailBytes() {
        int longest = get(Parameter.APPEND_BYTES) + EntryFrame.frameLength(get(Parameter.COMMAND_BYTES));
        return Math.max(1 << get(Parameter.TAIL_BYTES_LOG2), BitUtil.findNextPositivePowerOfTwo(2 * longest));
    }

    private int ringBytes() {
        int bytes = RING_COMMANDS * (get(Parameter.COMMAND_BYTES) + RING_OVERHEAD);
        return Math.max(LEAST_RING_BYTES, BitUtil.findNextPositivePowerOfTwo(bytes));
    }

    private LimitsConfig limits() {
        long submitNs = ns(Parameter.SUBMIT_MS);
        return new LimitsConfig(
                get(Parameter.COMMAND_BYTES),
                get(Parameter.COMMAND_BYTES),
                ringBytes(),
                get(Parameter.PENDING_CALLS),
                get(Parameter.PENDING_READS),
                CLIENT_LINKS,
                get(Parameter.FRAMES_PER_TURN),
                get(Parameter.COMMANDS_PER_TURN),
                get(Parameter.APPLIES_PER_TURN),
                submitNs,
                submitNs,
                LimitsConfig.Backlogs.behind(ringBytes()));
    }

    private Timing timing() {
        Timing usual = Timing.DEFAULT;
        long tickNs = us(Parameter.TICK_US);
        long delayNs = us(Parameter.MIN_DELAY_US);
        long syncNs = us(Parameter.MAX_SYNC_US);
        return new Timing(
                new Range(tickNs, tickNs),
                usual.reaction(),
                usual.turn(),
                new Range(delayNs, delayNs + us(Parameter.DELAY_SPREAD_US)),
                new Range(Math.min(syncNs, usual.sync().minNs()), syncNs),
                usual.read());
    }

    /** Those that are not simplest: {@code nodes=5 keys=1}. */
    @Override
    public String toString() {
        StringJoiner words = new StringJoiner(" ");
        values.forEach((parameter, value) -> {
            if (value != parameter.simplest()) {
                words.add(parameter.word() + "=" + value);
            }
        });
        return words.toString();
    }
}
