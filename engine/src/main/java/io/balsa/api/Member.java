package io.balsa.api;

/**
 * One member of the cluster.
 *
 * @param id       unique in the cluster and never reused, from 1
 * @param address  {@code host:port} at which peers and clients reach it
 * @param priority of becoming leader: the higher, the sooner it campaigns; 0 only when nobody else has won for eight
 *                 election timeouts, because it may be the last that has what was committed
 */
public record Member(int id, String address, int priority) {
    public static final int DEFAULT_PRIORITY = 1;

    public Member {
        if (id < 1) {
            throw new IllegalArgumentException("a member's id starts from 1, was " + id);
        }
        if (priority < 0) {
            throw new IllegalArgumentException("a member's priority is 0 or more, was " + priority);
        }
    }
}
