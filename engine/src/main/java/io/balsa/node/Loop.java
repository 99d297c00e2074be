package io.balsa.node;

import io.balsa.api.NodeStatus;
import io.balsa.core.Raft;
import io.balsa.spi.Arrivals;
import io.balsa.spi.Journal;
import io.balsa.spi.JournalEvents;
import io.balsa.spi.Transport;
import org.agrona.DirectBuffer;

/**
 * Page one: what one node does, again and again. Everything that arrived since the last turn is one batch; no timer waits
 * for more. One thread turns a loop and owns all that is below it; a simulator turns the same object with its own clock.
 */
public final class Loop implements Crank, JournalEvents {
    private static final long LIVELY_NS = 20_000_000;

    private final Raft raft;
    private final Journal journal;
    private final Transport transport;
    private final LoopClock clock;
    private final Counters counters;
    private final LoopParts parts;
    private final int framesPerTurn;
    private long workedAtNs;
    private boolean isFresh = true;

    public Loop(LoopSetup setup) {
        parts = new LoopParts(setup);
        raft = parts.raft;
        journal = setup.journal();
        transport = setup.transport();
        clock = parts.clock;
        counters = parts.counters;
        framesPerTurn = setup.limits().framesPerTurn();
    }

    /**
     * One turn.
     *
     * @return how much there was to do; 0 when nothing
     * @throws RuntimeException what ends the node: a journal that cannot go on, a broken invariant, a state machine that threw
     */
    @Override
    public int turn() {
        long nowNs = clock.turn();
        raft.onTime(nowNs);
        int upkeep = transport.poll(parts.traffic, framesPerTurn);
        raft.onTick(nowNs);
        int work = parts.intake.drain(nowNs);
        work += parts.forwards.send();
        parts.queries.ask();
        raft.replicate();
        work += raft.persist();
        upkeep += journal.poll(this);
        raft.acknowledge();
        raft.commit();
        work += parts.applier.apply();
        raft.onApplied(parts.applier.appliedIndex());
        work += parts.queries.serve(parts.applier.appliedIndex());
        work += parts.grants.grant();
        upkeep += parts.calls.sweep(nowNs, raft.leaderId() != 0);
        parts.clients.sayWelcome();
        parts.answers.flush();
        parts.completions.flush(nowNs);
        upkeep += transport.flush();
        return endTurn(nowNs, work, upkeep);
    }

    @Override
    public void onDurable(long position) {
        raft.onDurable(position);
    }

    @Override
    public void onRead(long token, long firstIndex, long lastIndex, DirectBuffer frames, int offset, int length) {
        if (token == Applier.READ_TOKEN) {
            parts.applier.onRead(frames, offset, length);
        } else {
            raft.onRead(token, firstIndex, frames, offset, length);
        }
    }

    @Override
    public Arrivals arrivals() {
        return transport;
    }

    /** The callers' edge. */
    @Override
    public Ingress ingress() {
        return parts.ingress;
    }

    /** Resolved calls whose callers are to be told off the loop. */
    public Completions completions() {
        return parts.completions;
    }

    /** Numbers about this loop; any thread. */
    public Counters counters() {
        return counters;
    }

    /** For who turns the loop: the core, to look at. */
    public Raft raft() {
        return raft;
    }

    /** For who turns the loop: last index that the state machine reflects. */
    public long appliedIndex() {
        return parts.applier.appliedIndex();
    }

    /** For who turns the loop: the status right now. */
    public NodeStatus status() {
        return parts.status();
    }

    /** Whether nobody waits for anything any more. */
    @Override
    public boolean isQuiet() {
        return parts.calls.openCount() == 0 && parts.pending.size() == 0 && !parts.ingress.isWaiting();
    }

    /** Whether a command or a read moved within the last moments; heartbeats and the upkeep of links do not count. */
    @Override
    public boolean isLively() {
        return !isFresh && clock.nowNs() - workedAtNs < LIVELY_NS;
    }

    /**
     * The end: every open call is told what is known of it, clients hear goodbye, journal and transport are closed. The loop
     * must not be turned again.
     *
     * @param inGoodOrder false after a failure: then nothing more is said to others
     */
    @Override
    public void finish(boolean inGoodOrder) {
        new LoopEnd(parts, journal, transport).run(inGoodOrder);
    }

    LoopParts parts() {
        return parts;
    }

    private int endTurn(long nowNs, int work, int upkeep) {
        parts.introductions.send(raft, parts.context.links(), nowNs);
        parts.submissions.endBatch();
        parts.watchCongestion();
        parts.statusBoard.answer();
        counters.add(Counter.TURNS, 1);
        if (work > 0) {
            workedAtNs = nowNs;
            isFresh = false;
        }
        if (work + upkeep == 0) {
            counters.add(Counter.IDLE_TURNS, 1);
        } else {
            counters.raise(Counter.MAX_TURN_NS, clock.elapsedNs());
        }
        return work + upkeep;
    }
}
