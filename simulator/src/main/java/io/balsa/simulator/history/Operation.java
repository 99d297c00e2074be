package io.balsa.simulator.history;

/**
 * What one client asked of one key, and what it was told. Times need only be in order, whatever their unit.
 *
 * @param client     who asked; a client may ask again before it was answered
 * @param key        what it is about; operations on different keys know nothing of each other
 * @param call       what was asked, in the words of a {@link Model}
 * @param result     what was answered, {@link #UNKNOWN} or {@link #REFUSED}
 * @param invokedNs  when it was asked
 * @param returnedNs when it was answered; {@link #NEVER} when the outcome is unknown
 */
public record Operation(int client, String key, String call, String result, long invokedNs, long returnedNs) {
    /** The result of what may have happened, or may happen at any later time. */
    public static final String UNKNOWN = "?";
    /** The result of what certainly has no effect, ever. */
    public static final String REFUSED = "refused";
    /** When an unknown outcome returns. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Whether the outcome is unknown: it takes effect at any time after it was asked for, or never. */
    public boolean isUnknown() {
        return returnedNs == NEVER;
    }

    public boolean isRefused() {
        return result.equals(REFUSED);
    }

    /** Whether an object that answers so can have answered this. */
    public boolean allows(String answer) {
        return isUnknown() || result.equals(answer);
    }

    /** Whether it had its answer before the other was asked for. Equal times overlap: nobody can tell which came first. */
    public boolean precedes(Operation other) {
        return returnedNs < other.invokedNs;
    }

    /** The same, with everything forgotten that was learnt from the answer. */
    Operation relaxed() {
        return new Operation(client, key, call, UNKNOWN, invokedNs, NEVER);
    }

    /** The line of {@link History}'s text. */
    @Override
    public String toString() {
        String returned = isUnknown() ? UNKNOWN : Long.toString(returnedNs);
        return invokedNs + " " + returned + " c" + client + " " + key + " " + call + " = " + result;
    }
}
