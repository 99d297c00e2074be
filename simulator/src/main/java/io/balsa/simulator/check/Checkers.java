package io.balsa.simulator.check;

import io.balsa.api.Command;
import io.balsa.simulator.Node;
import io.balsa.simulator.NodeObserver;
import io.balsa.simulator.Operation;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.Step;
import io.balsa.simulator.StepObserver;
import io.balsa.simulator.machine.Message;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.Recovered;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Watches a simulation and throws a {@link Violation}, out of whatever moved time, as soon as something is so that must never
 * be. Each checker is one line of the list of what must hold at all times; see the package.
 */
public final class Checkers implements StepObserver, NodeObserver {
    private static final List<Function<ClusterView, Checker>> ALL = List.of(
            ElectionSafety::new,
            MajorityElects::new,
            VoteOnce::new,
            UpToDateVotes::new,
            TermNeverFalls::new,
            DurableBeforeTold::new,
            LeaderAppendOnly::new,
            LogMatching::new,
            UniqueEntry::new,
            LeaderCompleteness::new,
            StateMachineSafety::new,
            CommittedStays::new,
            OwnTermCounts::new,
            DurableQuorum::new,
            CommitInBounds::new,
            MatchTruth::new,
            AckTruth::new,
            FailStop::new,
            StopsOnlyOnFaults::new,
            RecoveryTruth::new,
            ExactlyOnce::new,
            FreshReads::new,
            WithinLimits::new);

    private final ClusterView cluster;
    private final List<Checker> checkers;
    private final List<Checker> ofAppends;
    private final List<Checker> ofApplies;
    private final List<Checker> ofTurns;
    private final List<Checker> ofTaken;
    private final List<Checker> ofSent;
    private final List<Checker> ofTurnEnds;
    private final List<Checker> ofOperations;
    private final PeerFrame frame = new PeerFrame();

    /**
     * Begins to watch with every checker there is.
     *
     * @throws IllegalStateException when something has happened already
     */
    public static void all(Simulation simulation) {
        watch(simulation, name -> true);
    }

    /**
     * As {@link #all}, with one checker alone: what it does not notice itself, nobody does.
     *
     * @param name one of {@link #names}; with another nobody watches
     */
    public static void alone(Simulation simulation, String name) {
        watch(simulation, name::equals);
    }

    private static void watch(Simulation simulation, Predicate<String> wanted) {
        if (simulation.nowNs() != 0) {
            throw new IllegalStateException("checkers must see a simulation from its first step on");
        }
        Checkers checkers = new Checkers(simulation, wanted);
        simulation.observe((StepObserver) checkers);
        simulation.observe((NodeObserver) checkers);
    }

    private Checkers(Simulation simulation, Predicate<String> wanted) {
        cluster = new ClusterView(simulation::where);
        for (Node node : simulation.nodes()) {
            cluster.add(node.id(), node, simulation.options().members());
        }
        checkers = make(cluster).filter(checker -> wanted.test(checker.name())).toList();
        ofAppends = those("onAppend");
        ofApplies = those("onApply");
        ofTurns = those("onTurn");
        ofTaken = those("onTaken");
        ofSent = those("onSent");
        ofTurnEnds = those("onTurnEnd");
        ofOperations = those("onEnded");
    }

    /** Those that look at what happens all the time: nobody else is told. */
    private List<Checker> those(String method) {
        return checkers.stream()
                .filter(checker -> Arrays.stream(checker.getClass().getDeclaredMethods())
                        .anyMatch(own -> own.getName().equals(method)))
                .toList();
    }

    private static Stream<Checker> make(ClusterView cluster) {
        return ALL.stream().map(maker -> maker.apply(cluster));
    }

    /** Names of all checkers. */
    public static List<String> names() {
        return make(new ClusterView(() -> "")).map(Checker::name).toList();
    }

    @Override
    public void onStart(Node node, Recovered recovered) {
        NodeView view = cluster.node(node.id());
        view.stepped(node.storage().failedWrites());
        for (int i = 0; i < checkers.size(); i++) {
            checkers.get(i).onStart(view, recovered);
        }
        cluster.started(view, recovered);
    }

    @Override
    public void onRefused(Node node) {
        for (int i = 0; i < checkers.size(); i++) {
            checkers.get(i).onRefused(cluster.node(node.id()));
        }
    }

    @Override
    public void onEnd(Node node) {
        for (int i = 0; i < checkers.size(); i++) {
            checkers.get(i).onEnd(cluster.node(node.id()));
        }
    }

    @Override
    public void onAppend(Node node, EntryFrame entry, long position) {
        NodeView view = cluster.node(node.id());
        for (int i = 0; i < ofAppends.size(); i++) {
            ofAppends.get(i).onAppend(view, entry);
        }
        cluster.appended(view, entry, position);
    }

    @Override
    public void onTruncate(Node node, long fromIndex, long position) {
        NodeView view = cluster.node(node.id());
        for (int i = 0; i < checkers.size(); i++) {
            checkers.get(i).onTruncate(view, fromIndex);
        }
        view.truncated();
        view.journal().truncateFrom(fromIndex, position);
    }

    @Override
    public void onVote(Node node, long term, int votedFor, long position) {
        NodeView view = cluster.node(node.id());
        for (int i = 0; i < checkers.size(); i++) {
            checkers.get(i).onVote(view, term, votedFor);
        }
        view.journal().vote(term, votedFor, position);
    }

    @Override
    public void onDurable(Node node, long position) {
        cluster.node(node.id()).journal().reach(position);
    }

    @Override
    public void onApply(Node node, Command command) {
        NodeView view = cluster.node(node.id());
        for (int i = 0; i < ofApplies.size(); i++) {
            ofApplies.get(i).onApply(view, command);
        }
        view.applied(command.index());
    }

    @Override
    public void afterStep(Simulation simulation, Step step) {
        Node turned = step.turned();
        if (turned != null) {
            NodeView view = cluster.node(turned.id());
            if (!isIdle(view, turned, step)) {
                onTurn(view, turned, step);
            }
            view.stepped(turned.storage().failedWrites());
        } else if (step.arrived().isEmpty()) {
            countFailures();
        }
        tellOperations(step);
    }

    /** Most turns find nothing to do: then all is as it was, and was looked at. */
    private static boolean isIdle(NodeView view, Node node, Step step) {
        return step.taken().isEmpty()
                && step.sent().isEmpty()
                && node.isUp()
                && view.now().isOf(node);
    }

    /** A write fails in a turn of its node, a sync between two; nothing does when a frame arrives. */
    private void countFailures() {
        for (int i = 0; i < cluster.nodes().size(); i++) {
            NodeView view = cluster.nodes().get(i);
            Node node = view.node();
            if (node != null) {
                view.stepped(node.storage().failedWrites());
            }
        }
    }

    /** Of a node that died in its turn only what it said counts: what it had in mind is gone. */
    private void onTurn(NodeView view, Node node, Step step) {
        boolean lives = node.isUp();
        if (lives) {
            takeOver(view, node);
            tellTaken(view, step);
        }
        tellSent(view, step);
        if (lives) {
            for (int i = 0; i < ofTurnEnds.size(); i++) {
                ofTurnEnds.get(i).onTurnEnd(view);
            }
            view.applied(view.now().applied());
            view.endTurn();
        }
    }

    private void takeOver(NodeView view, Node node) {
        if (view.now().isOf(node)) {
            view.turned(view.now(), view.membership());
            return;
        }
        cluster.turned(view, NodeView.Seen.of(node), node.membership());
        for (int i = 0; i < ofTurns.size(); i++) {
            ofTurns.get(i).onTurn(view);
        }
    }

    private void tellTaken(NodeView view, Step step) {
        List<Message> taken = step.taken();
        for (int i = 0; i < taken.size(); i++) {
            frame.wrap(taken.get(i).frame(), taken.get(i).to());
            if (frame.isAppend()) {
                view.took(frame.append());
            }
            for (int k = 0; k < ofTaken.size(); k++) {
                ofTaken.get(k).onTaken(view, frame);
            }
        }
    }

    private void tellSent(NodeView view, Step step) {
        List<Message> sent = step.sent();
        for (int i = 0; i < sent.size(); i++) {
            frame.wrap(sent.get(i).frame(), sent.get(i).to());
            cluster.sent(view, frame);
            for (int k = 0; k < ofSent.size(); k++) {
                ofSent.get(k).onSent(view, frame);
            }
        }
    }

    private void tellOperations(Step step) {
        List<Operation> invoked = step.invoked();
        for (int i = 0; i < invoked.size(); i++) {
            for (int k = 0; k < ofOperations.size(); k++) {
                ofOperations.get(k).onInvoked(invoked.get(i));
            }
        }
        List<Operation> ended = step.ended();
        for (int i = 0; i < ended.size(); i++) {
            for (int k = 0; k < ofOperations.size(); k++) {
                ofOperations.get(k).onEnded(ended.get(i));
            }
        }
    }
}
