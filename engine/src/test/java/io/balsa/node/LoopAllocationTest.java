package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.balsa.api.Command;
import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.api.OutcomeHandler;
import io.balsa.api.RaftListener;
import io.balsa.api.Reason;
import io.balsa.api.ResultWriter;
import io.balsa.api.RoleName;
import io.balsa.api.StateMachine;
import io.balsa.spi.NodeIdentity;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In steady state nothing is allocated: callers, three loops, core, network, all in one thread that is measured. */
@Timeout(120)
class LoopAllocationTest {
    private static final int BATCH = 64;
    private static final int WARMUP = 200_000;
    private static final int MEASURED = 100_000;
    private static final double MAX_BYTES_PER_COMMAND = 0.5;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[256]);
    private final Tally tally = new Tally();
    private final List<Loop> loops = new ArrayList<>();
    private final List<CallForms> calls = new ArrayList<>();
    private final LongSupplier submitsToLeader = () -> run(leader(), true);
    private final LongSupplier submitsToFollower = () -> run((leader() + 1) % 3, true);
    private final LongSupplier queriesToLeader = () -> run(leader(), false);
    private final LongSupplier queriesToFollower = () -> run((leader() + 1) % 3, false);

    LoopAllocationTest() {
        RingNetwork network = new RingNetwork();
        List<Member> members = List.of(new Member(1, "a:1", 1), new Member(2, "b:1", 1), new Member(3, "c:1", 1));
        for (int id = 1; id <= 3; id++) {
            Loop loop = new Loop(new LoopSetup(
                    new NodeIdentity("allocation", 0, id),
                    Membership.of(members),
                    TestConfigs.raft(),
                    TestConfigs.limits(),
                    new CountingJournal(),
                    network.open(id),
                    new Service(),
                    new RaftListener() {},
                    Clocks.ofSystem()));
            loops.add(loop);
            calls.add(new CallForms(loop, Clocks.ofSystem().monotonic()));
        }
    }

    @Test
    void aCommandOnTheLeaderAllocatesNothing() {
        assertThat(bytesPerCall(submitsToLeader)).isLessThan(MAX_BYTES_PER_COMMAND);
    }

    @Test
    void aCommandThatIsPassedOnAllocatesNothing() {
        assertThat(bytesPerCall(submitsToFollower)).isLessThan(MAX_BYTES_PER_COMMAND);
    }

    @Test
    void aQueryAllocatesNothing() {
        assertThat(bytesPerCall(queriesToLeader)).isLessThan(MAX_BYTES_PER_COMMAND);
        assertThat(bytesPerCall(queriesToFollower)).isLessThan(MAX_BYTES_PER_COMMAND);
    }

    /** The least of three rounds: a buffer that grows once more, or the compiler, may fall into one of them. */
    private double bytesPerCall(LongSupplier batches) {
        while (batches.getAsLong() < WARMUP) {}
        return Math.min(round(batches), Math.min(round(batches), round(batches)));
    }

    private double round(LongSupplier batches) {
        long calledBefore = tally.applied;
        long before = threads.getCurrentThreadAllocatedBytes();
        long target = calledBefore + MEASURED;
        while (batches.getAsLong() < target) {}
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(tally.refused).isZero();
        return (double) allocated / (tally.applied - calledBefore);
    }

    private long run(int node, boolean submits) {
        CallForms forms = calls.get(node);
        for (int i = 0; i < BATCH; i++) {
            if (submits) {
                forms.call(CallForms.SUBMIT, command, 0, command.capacity(), i, tally);
            } else {
                forms.call(CallForms.QUERY, command, 0, command.capacity(), i, tally);
            }
        }
        long target = tally.applied + BATCH;
        while (tally.applied < target && tally.refused == 0) {
            turnAll();
        }
        return tally.applied;
    }

    private int leader() {
        while (true) {
            for (int i = 0; i < loops.size(); i++) {
                if (loops.get(i).raft().role() == RoleName.LEADER) {
                    return i;
                }
            }
            turnAll();
        }
    }

    private void turnAll() {
        for (int i = 0; i < loops.size(); i++) {
            loops.get(i).turn();
        }
    }

    private static final class Service implements StateMachine {
        private long count;

        @Override
        public void apply(Command command, ResultWriter result) {
            result.putLong(++count);
        }

        @Override
        public void query(DirectBuffer query, int offset, int length, ResultWriter result) {
            result.putLong(count);
        }
    }

    private static final class Tally implements OutcomeHandler {
        private long applied;
        private long refused;

        @Override
        public void onApplied(long correlationId, long index, DirectBuffer result, int offset, int length) {
            applied++;
        }

        @Override
        public void onNotAppended(long correlationId, Reason reason) {
            refused++;
        }

        @Override
        public void onUnknown(long correlationId, Reason reason) {
            refused++;
        }
    }
}
