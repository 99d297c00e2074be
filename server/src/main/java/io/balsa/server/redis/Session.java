package io.balsa.server.redis;

import java.time.Duration;

/** What a client said about itself, and when. Written by its connection's reader; read by any thread for CLIENT LIST. */
final class Session {
    final long id;
    final String remoteAddress;
    final String localAddress;
    private final long createdNs = System.nanoTime();

    volatile String name = "";
    volatile String libraryName = "";
    volatile String libraryVersion = "";
    volatile String lastCommand = "NULL";
    volatile long lastReadNs = createdNs;
    /** Of the protocol: 2 or 3. */
    volatile int version = 2;

    Session(long id, String remoteAddress, String localAddress) {
        this.id = id;
        this.remoteAddress = remoteAddress;
        this.localAddress = localAddress;
    }

    void reset() {
        name = "";
        version = 2;
    }

    long idleNs(long nowNs) {
        return nowNs - lastReadNs;
    }

    /** One line of CLIENT LIST. */
    String describe(long nowNs) {
        return "id=" + id + " addr=" + remoteAddress + " laddr=" + localAddress + " name=" + name + " age="
                + Duration.ofNanos(nowNs - createdNs).toSeconds() + " idle="
                + Duration.ofNanos(idleNs(nowNs)).toSeconds() + " flags=N db=0 sub=0 psub=0 multi=-1 cmd=" + lastCommand
                + " user=default lib-name=" + libraryName + " lib-ver=" + libraryVersion + " resp=" + version;
    }
}
