package io.balsa.simulator.machine;

/** Told what passes through a {@link SimNetwork}. Messages are valid until the end of the step. */
public interface Wire {
    /** A frame was sent; {@link Message#isLost} says whether in vain. */
    void onSent(Message message);

    /** A frame came to its receiver, which will take it in its next turn; or to nobody, and then it is lost. */
    void onArrived(Message message);

    /** A receiver took a frame. */
    void onTaken(Message message);
}
