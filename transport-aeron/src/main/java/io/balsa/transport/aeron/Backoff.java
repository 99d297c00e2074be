package io.balsa.transport.aeron;

/** When to try again: a pause that doubles with every failure. Not thread safe. */
final class Backoff {
    private final long minNs;
    private final long maxNs;
    private long pauseNs;
    private long failedAtNs;

    Backoff(AeronConfig.LinkConfig links) {
        this.minNs = links.retryMinNs();
        this.maxNs = links.retryMaxNs();
    }

    boolean isDue(long nowNs) {
        return pauseNs == 0 || nowNs - failedAtNs >= pauseNs;
    }

    void failed(long nowNs) {
        failedAtNs = nowNs;
        pauseNs = pauseNs == 0 ? minNs : Math.min(maxNs, 2 * pauseNs);
    }

    void succeeded() {
        pauseNs = 0;
    }
}
