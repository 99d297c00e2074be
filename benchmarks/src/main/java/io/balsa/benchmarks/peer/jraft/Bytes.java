package io.balsa.benchmarks.peer.jraft;

import java.io.Serializable;

/** A command on its way to the leader, as Bolt's serializer takes it. */
final class Bytes implements Serializable {
    private static final long serialVersionUID = 1;

    private final byte[] content;

    Bytes(byte[] content) {
        this.content = content;
    }

    byte[] content() {
        return content;
    }
}
