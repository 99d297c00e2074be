package io.balsa.simulator;

import io.balsa.simulator.machine.Message;
import io.balsa.simulator.trace.Story;
import java.util.Locale;

/** Tells what happened in each step, for people: calls, and, if wanted, messages and how far the node that turned has come. */
final class Narrator {
    private final Story story;
    private final MessageReader reader = new MessageReader();
    private boolean withMessages;

    Narrator(Story story) {
        this.story = story;
    }

    void withMessages(boolean wanted) {
        withMessages = wanted;
    }

    void tell(Step step) {
        for (Operation operation : step.invoked()) {
            story.line("client " + operation.client().id() + " asks " + operation);
        }
        if (withMessages) {
            tellMessages(step);
        }
        for (Operation operation : step.ended()) {
            story.line("client " + operation.client().id() + " " + end(operation));
        }
        Node turned = step.turned();
        if (withMessages && turned != null && !step.isQuiet()) {
            story.line(position(turned));
        }
    }

    private void tellMessages(Step step) {
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
    }

    private static String end(Operation operation) {
        if (operation.outcome() == null) {
            return "never learns of " + operation;
        }
        String value = operation.isApplied() && operation.result().length == Registers.ANSWER_LENGTH
                ? ", value " + Registers.value(operation.result()) + " of index " + Registers.index(operation.result())
                : "";
        return "learns " + operation.outcome() + value + " of " + operation;
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
