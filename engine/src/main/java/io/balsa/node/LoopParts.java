package io.balsa.node;

import io.balsa.api.NodeStatus;
import io.balsa.config.LimitsConfig;
import io.balsa.core.Raft;
import io.balsa.core.Setup;
import io.balsa.spi.Journal;
import io.balsa.spi.Transport;

/** What a loop turns, made and connected. */
final class LoopParts {
    private static final int INITIAL_HELD_BYTES = 1024;
    private static final int INITIAL_PENDING = 1024;

    final Raft raft;
    final LoopClock clock;
    final Counters counters = new Counters();
    final Context context;
    final Introductions introductions = new Introductions();
    final Pending pending = new Pending(INITIAL_PENDING);
    final CallSlots slots;
    final Completions completions;
    final Ingress ingress;
    final Calls calls;
    final Clients clients;
    final Answers answers;
    final Submissions submissions;
    final Forwards forwards;
    final Queries queries;
    final ReadGrants grants;
    final Applier applier;
    final Intake intake;
    final Traffic traffic;
    final StatusBoard statusBoard;

    private final RecordQueue held;
    private final Journal journal;
    private final LimitsConfig limits;

    LoopParts(LoopSetup setup) {
        limits = setup.limits();
        journal = setup.journal();
        checkFrames(setup.transport());
        CoreEvents events = new CoreEvents(counters, setup.listener(), introductions);
        raft = makeRaft(setup, events);
        clock = new LoopClock(setup.clocks().monotonic(), setup.clocks().wall());
        context = makeContext(setup);

        slots = new CallSlots(
                limits.maxPendingCalls(), (int) setup.clocks().random().getAsLong());
        completions = new Completions(slots);
        ingress =
                new Ingress(limits, slots, completions, counters, setup.clocks().monotonic());
        // Whatever is in the ring when callers are told to wait fits behind what made them wait.
        held = new RecordQueue(
                INITIAL_HELD_BYTES,
                (long) limits.submitRingBytes() + limits.backlogs().maxHeldBytes());
        calls = new Calls(slots, completions, held, counters);
        clients = new Clients(context);
        answers = new Answers(context, calls, clients);

        submissions = new Submissions(context, pending, calls, answers);
        forwards = new Forwards(context, held, calls, submissions);
        ResultBuffer result = new ResultBuffer(limits.maxResultLength());
        queries = new Queries(context, setup.stateMachine(), result, answers);
        grants = new ReadGrants(context);
        applier = new Applier(context, new Applier.Target(journal, setup.stateMachine(), result), pending, answers);
        intake = new Intake(ingress, calls, submissions, forwards, queries);

        Admission admission = new Admission(raft.envelope(), counters, events);
        events.connect(admission, pending, grants);
        RemoteRequests requests = new RemoteRequests(context, submissions, queries, answers);
        RemoteOutcomes outcomes = new RemoteOutcomes(calls, forwards);
        traffic = new Traffic(
                raft, admission, counters, new Traffic.Edges(requests, outcomes, queries, grants, clients, pending));
        statusBoard = new StatusBoard(this::status, setup.clocks().monotonic());
    }

    /** The status between two turns. */
    NodeStatus status() {
        return new NodeStatus(
                raft.envelope().nodeId(),
                raft.role(),
                raft.term(),
                raft.votedFor(),
                raft.leaderId(),
                raft.firstIndex(),
                raft.lastIndex(),
                raft.durableIndex(),
                raft.commitIndex(),
                applier.appliedIndex(),
                journal.durability(),
                raft.membership(),
                raft.peers());
    }

    /** Makes callers wait outside while what lies behind the ring is filled up. */
    void watchCongestion() {
        ingress.congested(Ingress.SUBMIT, held.size() > limits.backlogs().maxHeldBytes());
        ingress.congested(Ingress.QUERY, queries.isFull());
        counters.set(Counter.PENDING_CALLS, calls.openCount());
    }

    private static Raft makeRaft(LoopSetup setup, CoreEvents events) {
        return new Raft(new Setup(
                setup.identity(),
                setup.initialMembers(),
                setup.raft(),
                setup.journal(),
                setup.transport(),
                setup.clocks().random(),
                events));
    }

    private Context makeContext(LoopSetup setup) {
        Transport transport = setup.transport();
        Links links = new Links(raft, transport, counters);
        long session = setup.clocks().random().getAsLong();
        return new Context(raft, transport, links, limits, setup.raft(), clock, counters, session);
    }

    /** A command travels in a request and in an append. One that fits only the first would be appended and never replicated. */
    private void checkFrames(Transport transport) {
        int max = transport.maxFrameLength();
        int commandOverhead = Math.max(Forwards.frameLength(0), Raft.COMMAND_OVERHEAD);
        requireFrames(max, "balsa.limits.max-command-length", limits.maxCommandLength(), commandOverhead);
        requireFrames(max, "balsa.limits.max-result-length", limits.maxResultLength(), ReplyBatch.frameLength(0));
    }

    private static void requireFrames(int max, String key, int length, int overhead) {
        if (length + overhead > max) {
            throw new IllegalArgumentException(key + " = " + length + " needs frames of " + (length + overhead)
                    + " bytes, but the transport's longest is " + max + ": lower it to " + (max - overhead)
                    + ", or let the transport take longer frames");
        }
    }
}
