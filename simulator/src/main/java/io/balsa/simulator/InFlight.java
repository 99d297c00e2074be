package io.balsa.simulator;

/**
 * What is known of a message under way, read from its bytes. A value: it says what was so when it was asked for.
 *
 * @param id         unlike any other of the run; a duplicate has one of its own
 * @param from       node that sent it; 0 for a client
 * @param to         node that it is for; 0 for a client
 * @param type       what it is
 * @param term       it speaks in; of a pre-vote the term it would have; 0 for types that have none
 * @param firstIndex APPEND: of its first entry, or the index after {@code prevLogIndex} when it has none; else 0
 * @param lastIndex  APPEND: of its last entry, or {@code prevLogIndex}; APPEND_REPLY: what is acknowledged, or of a refusal
 *                   what was refused; requests for votes: last index of the sender's log; READ_INDEX_REPLY: the index
 * @param commit     APPEND: the leader's commit index; else 0
 * @param isPositive replies: granted or accepted
 * @param isHeld     waits until it is let go
 */
public record InFlight(
        long id,
        int from,
        int to,
        MessageType type,
        long term,
        long firstIndex,
        long lastIndex,
        long commit,
        boolean isPositive,
        boolean isHeld) {
    /** Whether it is an AppendEntries that carries entries. */
    public boolean hasEntries() {
        return type == MessageType.APPEND && lastIndex >= firstIndex;
    }

    @Override
    public String toString() {
        return "message " + id + " " + from + ">" + to + " " + type + " term " + term + details();
    }

    private String details() {
        return switch (type) {
            case APPEND -> " entries " + firstIndex + ".." + lastIndex + " commit " + commit;
            case APPEND_REPLY -> (isPositive ? " match " : " refuses ") + lastIndex;
            case VOTE_REPLY, PRE_VOTE_REPLY -> isPositive ? " granted" : " refused";
            case VOTE_REQUEST, PRE_VOTE_REQUEST, READ_INDEX_REPLY -> " last " + lastIndex;
            default -> "";
        };
    }
}
