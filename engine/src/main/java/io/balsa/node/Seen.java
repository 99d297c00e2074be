package io.balsa.node;

/** The newest command that came one way, so that a frame that comes twice is taken once. Loop thread. */
final class Seen {
    private long session;
    private long sequence;

    /** Whether a command is new: its sender counts upwards at each sending, and counts anew only in a new session. */
    boolean isNew(long itsSession, long itsSequence) {
        boolean isNew = itsSession != session || itsSequence > sequence;
        if (isNew) {
            session = itsSession;
            sequence = itsSequence;
        }
        return isNew;
    }
}
