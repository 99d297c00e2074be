package io.balsa.simulator;

import io.balsa.simulator.machine.Message;
import io.balsa.simulator.trace.Story;
import java.util.Locale;

/** Tells what happened in each step, for people: messages, calls, and how far the node that turned has come. */
final class Narrator {
    private final Story story;
    private final MessageReader reader = new MessageReader();

    Narrator(Story story) {
        this.story = story;
    }

    void tell(Step step) {
        for (Operation operation : step.invoked()) {
            story.line(operation + " begins");
        }
        for (Message message : step.arrived()) {
            if (message.isLost()) {
                story.line("message " + message.id() + " is lost on its way");
            }
        }
        for (Message message : step.taken()) {
            story.line("node " + message.to() + " takes " + reader.read(message));
        }
        for (Message message : step.sent()) {
            story.line("sent: " + reader.read(message) + (message.isLost() ? ", in vain" : ""));
        }
        for (Operation operation : step.ended()) {
            story.line(operation + " ends: " + (operation.outcome() == null ? "given up" : operation.outcome()));
        }
        Node turned = step.turned();
        if (turned != null && !step.isQuiet()) {
            story.line(position(turned));
        }
    }

    private static String position(Node node) {
        return String.format(
                Locale.ROOT,
                "node %d %s term %d log %d..%d durable %d commit %d applied %d",
                node.id(),
                node.role(),
                node.term(),
                node.firstIndex(),
                node.lastIndex(),
                node.durableIndex(),
                node.commitIndex(),
                node.appliedIndex());
    }
}
