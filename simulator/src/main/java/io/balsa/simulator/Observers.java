package io.balsa.simulator;

import io.balsa.api.Command;
import io.balsa.simulator.machine.JournalEar;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.Recovered;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Everybody who watches a simulation, told in the order in which they came; of a step, first those that are told of every one. */
final class Observers {
    private final List<StepObserver> ofSteps = new ArrayList<>();
    private final List<StepObserver> ofBusySteps = new ArrayList<>();
    private final List<NodeObserver> ofNodes = new ArrayList<>();
    private final EntryFrame entry = new EntryFrame();

    void add(StepObserver observer) {
        (observer.skipsQuietSteps() ? ofBusySteps : ofSteps).add(observer);
    }

    void add(NodeObserver observer) {
        ofNodes.add(observer);
    }

    void clear() {
        ofSteps.clear();
        ofBusySteps.clear();
        ofNodes.clear();
    }

    void afterStep(Simulation simulation, Step step) {
        for (int i = 0; i < ofSteps.size(); i++) {
            ofSteps.get(i).afterStep(simulation, step);
        }
        if (!step.isQuiet()) {
            for (int i = 0; i < ofBusySteps.size(); i++) {
                ofBusySteps.get(i).afterStep(simulation, step);
            }
        }
    }

    void onStart(Node node, Recovered recovered) {
        for (int i = 0; i < ofNodes.size(); i++) {
            ofNodes.get(i).onStart(node, recovered);
        }
    }

    void onRefused(Node node) {
        for (int i = 0; i < ofNodes.size(); i++) {
            ofNodes.get(i).onRefused(node);
        }
    }

    void onApply(Node node, Command command) {
        for (int i = 0; i < ofNodes.size(); i++) {
            ofNodes.get(i).onApply(node, command);
        }
    }

    void onEnd(Node node) {
        for (int i = 0; i < ofNodes.size(); i++) {
            ofNodes.get(i).onEnd(node);
        }
    }

    /** Listens to the journal of a node. */
    JournalEar earOf(Node node) {
        return new Ear(node);
    }

    private final class Ear implements JournalEar {
        private final Node node;

        Ear(Node node) {
            this.node = node;
        }

        @Override
        public void onAppend(DirectBuffer frames, int offset, int length, long position) {
            if (ofNodes.isEmpty()) {
                return;
            }
            for (int at = offset; at < offset + length; at += entry.frameLength()) {
                entry.wrap(frames, at);
                for (int i = 0; i < ofNodes.size(); i++) {
                    ofNodes.get(i).onAppend(node, entry, position);
                }
            }
        }

        @Override
        public void onTruncate(long fromIndex, long position) {
            for (int i = 0; i < ofNodes.size(); i++) {
                ofNodes.get(i).onTruncate(node, fromIndex, position);
            }
        }

        @Override
        public void onVote(long term, int votedFor, long position) {
            for (int i = 0; i < ofNodes.size(); i++) {
                ofNodes.get(i).onVote(node, term, votedFor, position);
            }
        }

        @Override
        public void onDurable(long position) {
            for (int i = 0; i < ofNodes.size(); i++) {
                ofNodes.get(i).onDurable(node, position);
            }
        }
    }
}
