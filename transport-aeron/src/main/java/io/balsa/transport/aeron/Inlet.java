package io.balsa.transport.aeron;

import io.aeron.Aeron;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.exceptions.AeronException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One way in: a subscription, made again whenever it fails. Loop thread only; nothing here waits. */
final class Inlet {
    private static final long NOT_ASKED = Aeron.NULL_VALUE;

    private final Media media;
    private final int streamId;
    private final Backoff backoff;
    private final ErrorLog log;
    private final Consumer<Image> arrivals;
    private @Nullable String channel;
    private @Nullable Subscription subscription;
    private @Nullable String failure;
    private long askedFor = NOT_ASKED;
    private long life;

    /** @param arrivals hears of every sender that begins, while the media's client has its turn; must not call Aeron */
    Inlet(Media media, int streamId, AeronConfig.LinkConfig links, ErrorLog log, Consumer<Image> arrivals) {
        this.media = media;
        this.streamId = streamId;
        this.backoff = new Backoff(links);
        this.log = log;
        this.arrivals = arrivals;
    }

    /** Where to listen from now on. */
    void target(String channel) {
        close();
        this.channel = channel;
        backoff.succeeded();
    }

    /** Makes what is missing. Called whenever the client had its turn. */
    void maintain(long nowNs) {
        Aeron aeron = media.aeron();
        if (aeron == null || aeron.isClosed() || channel == null) {
            return;
        }
        if (life != media.life() || subscription != null && subscription.isClosed()) {
            life = media.life();
            forget();
        }
        if (subscription == null && backoff.isDue(nowNs)) {
            ask(aeron, channel, nowNs);
        }
    }

    private void ask(Aeron aeron, String where, long nowNs) {
        try {
            if (askedFor == NOT_ASKED) {
                askedFor = aeron.asyncAddSubscription(where, streamId, arrivals::accept, gone -> {});
            }
            subscription = aeron.getSubscription(askedFor);
            if (subscription == null) {
                media.hurry();
                return;
            }
            askedFor = NOT_ASKED;
            failure = null;
            backoff.succeeded();
        } catch (AeronException e) {
            askedFor = NOT_ASKED;
            backoff.failed(nowNs);
            failure = e.getMessage();
            log.warn("cannot listen: " + failure);
        }
    }

    @Nullable
    Subscription subscription() {
        return subscription;
    }

    /** Why there is no subscription, as far as known. */
    @Nullable
    String failure() {
        return failure;
    }

    void close() {
        Aeron aeron = media.aeron();
        if (life == media.life() && aeron != null && !aeron.isClosed()) {
            if (subscription != null) {
                subscription.close();
            } else if (askedFor != NOT_ASKED) {
                aeron.asyncRemoveSubscription(askedFor);
            }
        }
        forget();
    }

    private void forget() {
        subscription = null;
        askedFor = NOT_ASKED;
    }
}
