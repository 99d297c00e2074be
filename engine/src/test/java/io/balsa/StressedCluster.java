package io.balsa;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Command;
import io.balsa.api.ResultWriter;
import io.balsa.api.RoleName;
import io.balsa.api.StateMachine;
import io.balsa.config.BalsaConfig;
import io.balsa.node.RingNetwork;
import io.balsa.testing.MemoryDisk;
import io.balsa.testing.MemoryJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.awaitility.Awaitility;

/** Nodes on threads that can be held up and restarted while they are called. */
final class StressedCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long ELECTION_TIMEOUT_MS = 300;

    private final int size;
    private final BalsaConfig settings;
    private final RingNetwork network = new RingNetwork();
    private final List<MemoryDisk> disks = new ArrayList<>();
    private final AtomicReferenceArray<RaftNode> nodes;
    private final AtomicReferenceArray<Ledger> ledgers;

    StressedCluster(int size, String profile) {
        this.size = size;
        this.nodes = new AtomicReferenceArray<>(size);
        this.ledgers = new AtomicReferenceArray<>(size);
        try (ThreadedCluster plain = new ThreadedCluster("")) {
            settings = plain.config(1, size).with("""
                balsa.loop.profile = %s
                balsa.raft { election-timeout = %dms, heartbeat-interval = 30ms, tail-bytes = 4MiB, max-uncommitted-bytes = 1MiB }
                balsa.limits { submit-timeout = 2s, close-timeout = 500ms, max-pending-calls = 64, submit-ring-bytes = 64KiB }
                """.formatted(profile, ELECTION_TIMEOUT_MS));
        }
        for (int id = 1; id <= size; id++) {
            disks.add(new MemoryDisk());
            start(id);
        }
    }

    int size() {
        return size;
    }

    RaftNode node(int id) {
        return nodes.get(id - 1);
    }

    /** Waits until a node says that it leads. */
    int leaderId() {
        int[] found = new int[1];
        Awaitility.await().atMost(PATIENCE).until(() -> {
            found[0] = IntStream.rangeClosed(1, size)
                    .filter(id -> node(id).status().role() == RoleName.LEADER)
                    .findFirst()
                    .orElse(0);
            return found[0] != 0;
        });
        return found[0];
    }

    /** The leader's state machine takes so long that the others elect another, to whom it yields when it goes on. */
    void stallLeader() {
        int leader = leaderId();
        long term = node(leader).status().term();
        Ledger stalled = ledgers.get(leader - 1);
        Awaitility.await().atMost(PATIENCE).until(() -> {
            if (stalled.stallNs == 0) {
                // Again and again: on a busy machine the others may need longer.
                stalled.stallNs = 3 * ELECTION_TIMEOUT_MS * 1_000_000;
            }
            return node(leader).status().term() > term;
        });
        stalled.stallNs = 0;
    }

    void restart(int id) {
        node(id).close();
        start(id);
    }

    /** Once all are of one opinion: what it is. */
    Ledger awaitEqualLedgers() {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            List<Long> first = ledgers.get(0).ids();
            for (int id = 1; id <= size; id++) {
                assertThat(node(id).status().appliedIndex())
                        .isEqualTo(node(leaderId()).status().lastIndex());
                assertThat(ledgers.get(id - 1).ids()).isEqualTo(first);
            }
        });
        return ledgers.get(0);
    }

    @Override
    public void close() {
        for (int id = 1; id <= size; id++) {
            node(id).close();
        }
    }

    private void start(int id) {
        Ledger ledger = new Ledger();
        ledgers.set(id - 1, ledger);
        nodes.set(
                id - 1,
                RaftNode.builder(settings.with("balsa.node.id = " + id))
                        .journal((identity, config) -> new MemoryJournal(disks.get(id - 1)))
                        .transport((identity, config) -> network.open(identity.nodeId()))
                        .stateMachine(ledger)
                        .start());
    }

    /** Notes the id of each command, in order. */
    static final class Ledger implements StateMachine {
        private final List<Long> ids = new ArrayList<>();
        private volatile long stallNs;

        @Override
        public void apply(Command command, ResultWriter result) {
            long ns = stallNs;
            if (ns > 0) {
                stallNs = 0;
                long untilNs = System.nanoTime() + ns;
                while (System.nanoTime() - untilNs < 0) {
                    LockSupport.parkNanos(untilNs - System.nanoTime());
                }
            }
            synchronized (ids) {
                ids.add(command.buffer().getLong(command.offset()));
            }
        }

        @Override
        public void query(DirectBuffer query, int offset, int length, ResultWriter result) {}

        List<Long> ids() {
            synchronized (ids) {
                return List.copyOf(ids);
            }
        }
    }
}
