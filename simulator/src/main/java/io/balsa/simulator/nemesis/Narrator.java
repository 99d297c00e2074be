package io.balsa.simulator.nemesis;

import io.balsa.simulator.InFlight;
import io.balsa.simulator.Operation;
import io.balsa.simulator.Registers;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.Step;
import io.balsa.simulator.StepObserver;
import io.balsa.simulator.machine.Message;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells what clients asked and learned, and, if wanted, every message. */
final class Narrator implements StepObserver {
    private static final double SECOND_NS = 1e9;

    private final Consumer<String> listener;
    private final boolean tellsMessages;

    Narrator(Consumer<String> listener, boolean tellsMessages) {
        this.listener = listener;
        this.tellsMessages = tellsMessages;
    }

    void begin(Simulation simulation) {
        simulation.tell(listener);
        simulation.observe(this);
    }

    @Override
    public void afterStep(Simulation simulation, Step step) {
        step.invoked()
                .forEach(operation ->
                        tell(simulation, "client " + operation.client().id() + " asks " + operation));
        if (tellsMessages) {
            step.sent().forEach(message -> tell(simulation, textOf(simulation, message)));
        }
        step.ended()
                .forEach(operation ->
                        tell(simulation, "client " + operation.client().id() + " " + end(operation)));
    }

    private static String textOf(Simulation simulation, Message message) {
        InFlight read = simulation.network().read(message);
        return message.isLost() ? read + " is lost" : read.toString();
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

    /** Tells a line of its own. */
    void tell(Simulation simulation, String text) {
        listener.accept(String.format(Locale.ROOT, "%12.6f %s", simulation.nowNs() / SECOND_NS, text));
    }
}
