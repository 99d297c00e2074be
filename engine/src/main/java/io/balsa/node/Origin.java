package io.balsa.node;

/** Who waits for an entry or a read; a flyweight that is filled in again and again. Loop thread. */
final class Origin {
    /** Nobody. */
    static final int NONE = 0;
    /** A call of this process; its correlation is its token. */
    static final int LOCAL = 1;
    /** A client; its source is its link. */
    static final int CLIENT = 2;
    /** A member that passed a command on; its source is its id. */
    static final int MEMBER = 3;

    int kind;
    long source;
    long correlationId;

    Origin set(int kind, long source, long correlationId) {
        this.kind = kind;
        this.source = source;
        this.correlationId = correlationId;
        return this;
    }

    Origin local(long token) {
        return set(LOCAL, 0, token);
    }
}
