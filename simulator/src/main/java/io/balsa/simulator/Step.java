package io.balsa.simulator;

import io.balsa.simulator.machine.Event;
import io.balsa.simulator.machine.Message;
import io.balsa.simulator.machine.Wire;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in one step, and since the step before, when the author of a test interfered. Reused: valid, as are its
 * lists and messages, only during the call that received it.
 */
public final class Step implements Wire {
    private final List<Message> sent = new ArrayList<>();
    private final List<Message> arrived = new ArrayList<>();
    private final List<Message> taken = new ArrayList<>();
    private final List<Operation> invoked = new ArrayList<>();
    private final List<Operation> ended = new ArrayList<>();
    private long number;
    private @Nullable Event event;
    private @Nullable Node turned;

    Step() {}

    /** From 1. */
    public long number() {
        return number;
    }

    /** Short name of what happened: {@code turn}, {@code arrival}, {@code sync}, {@code disk}, {@code script}. */
    public String name() {
        return event == null ? "nothing" : event.name();
    }

    /** The node whose loop took a turn, or null. It may have died of it. */
    public @Nullable Node turned() {
        return turned;
    }

    /** Frames that were sent, in order, those included that are lost already. */
    public List<Message> sent() {
        return sent;
    }

    /** Frames that came to the end of their way, to be taken by a later turn, or lost there. */
    public List<Message> arrived() {
        return arrived;
    }

    /** Frames that the turn took, in order. */
    public List<Message> taken() {
        return taken;
    }

    /** Calls that clients made. */
    public List<Operation> invoked() {
        return invoked;
    }

    /** Calls that got an outcome or were given up. */
    public List<Operation> ended() {
        return ended;
    }

    /** Whether nothing was sent or taken and no call moved. */
    public boolean isQuiet() {
        return sent.isEmpty() && taken.isEmpty() && invoked.isEmpty() && ended.isEmpty();
    }

    void begin(Event happening) {
        number++;
        event = happening;
    }

    void turned(Node node) {
        turned = node;
    }

    void end() {
        event = null;
        turned = null;
        sent.clear();
        arrived.clear();
        taken.clear();
        invoked.clear();
        ended.clear();
    }

    @Override
    public void onSent(Message message) {
        sent.add(message);
    }

    @Override
    public void onArrived(Message message) {
        arrived.add(message);
    }

    @Override
    public void onTaken(Message message) {
        taken.add(message);
    }
}
