package io.balsa.transport.aeron;

import io.aeron.Aeron;
import io.aeron.AeronCounters;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.exceptions.AeronException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.status.CountersReader;
import org.jspecify.annotations.Nullable;

/**
 * One way out: an exclusive publication to one address, made again whenever it fails. Loop thread only.
 *
 * <p>Nothing here waits. A publication is asked for, looked for in later turns, and looked after once it is there.
 */
final class Outbound {
    /** Aeron asks to try again when a buffer rotates; more often in a row means something else. */
    private static final int ADMIN_RETRIES = 3;

    private static final long NOT_ASKED = Aeron.NULL_VALUE;

    private final Media media;
    private final int streamId;
    private final Backoff backoff;
    private final ErrorLog log;
    private final int maxFrameLength;
    private final LongFrame longFrame;
    private @Nullable String channel;
    private @Nullable ExclusivePublication publication;
    private long askedFor = NOT_ASKED;
    private long life;
    private int sentCounter;
    private boolean queued;

    Outbound(Media media, int streamId, AeronConfig.LinkConfig links, ErrorLog log) {
        this.media = media;
        this.streamId = streamId;
        this.backoff = new Backoff(links);
        this.log = log;
        this.maxFrameLength = links.maxFrameLength();
        this.longFrame = new LongFrame(links.maxFrameLength());
    }

    /** Where to send from now on. Drops the present publication when that is elsewhere. */
    void target(String channel) {
        if (!channel.equals(this.channel)) {
            close();
            this.channel = channel;
            backoff.succeeded();
        }
    }

    /** Makes what is missing. Called whenever the client had its turn. */
    void maintain(long nowNs) {
        Aeron aeron = media.aeron();
        if (aeron == null || aeron.isClosed() || channel == null) {
            return;
        }
        if (life != media.life() || publication != null && publication.isClosed()) {
            life = media.life();
            forget();
        }
        if (publication == null && backoff.isDue(nowNs)) {
            ask(aeron, channel, nowNs);
        }
    }

    private void ask(Aeron aeron, String where, long nowNs) {
        try {
            if (askedFor == NOT_ASKED) {
                askedFor = aeron.asyncAddExclusivePublication(where, streamId);
            }
            ExclusivePublication made = aeron.getExclusivePublication(askedFor);
            if (made == null) {
                media.hurry();
                return;
            }
            askedFor = NOT_ASKED;
            publication = made;
            sentCounter = aeron.countersReader()
                    .findByTypeIdAndRegistrationId(AeronCounters.DRIVER_SENDER_POSITION_TYPE_ID, made.registrationId());
            backoff.succeeded();
        } catch (AeronException e) {
            askedFor = NOT_ASKED;
            backoff.failed(nowNs);
            log.warn("cannot send to " + where + ": " + e.getMessage());
        }
    }

    boolean isConnected() {
        return publication != null && publication.isConnected();
    }

    /** Whether a frame may find room now. */
    boolean hasRoom() {
        ExclusivePublication to = ready();
        if (to == null) {
            return false;
        }
        boolean hasRoom = to.availableWindow() > 0;
        if (!hasRoom) {
            // As far as is known: the limit may only be out of date.
            media.isLimited();
        }
        return hasRoom;
    }

    /** @return false when there was no room or no way; nothing was sent */
    boolean send(DirectBuffer frame, int offset, int length) {
        checkLength(length);
        ExclusivePublication to = ready();
        if (to == null) {
            return false;
        }
        if (length > to.maxMessageLength()) {
            longFrame.begin(frame, offset, length, frame, offset, 0);
            return continueLong(to);
        }
        int tries = 0;
        long position;
        do {
            position = to.offer(frame, offset, length);
        } while (position == Publication.ADMIN_ACTION && ++tries < ADMIN_RETRIES);
        return accepted(position);
    }

    /** As {@link #send(DirectBuffer, int, int)}, for a frame in two parts. */
    boolean send(DirectBuffer head, int headOffset, int headLength, DirectBuffer body, int bodyOffset, int bodyLength) {
        checkLength(headLength + bodyLength);
        ExclusivePublication to = ready();
        if (to == null) {
            return false;
        }
        if (headLength + bodyLength > to.maxMessageLength()) {
            longFrame.begin(head, headOffset, headLength, body, bodyOffset, bodyLength);
            return continueLong(to);
        }
        int tries = 0;
        long position;
        do {
            position = to.offer(head, headOffset, headLength, body, bodyOffset, bodyLength);
        } while (position == Publication.ADMIN_ACTION && ++tries < ADMIN_RETRIES);
        return accepted(position);
    }

    private void checkLength(int length) {
        if (length > maxFrameLength) {
            throw new IllegalArgumentException("a frame of " + length + " bytes is longer than the limit of "
                    + maxFrameLength + ", balsa.transport.links.max-frame-length");
        }
    }

    private @Nullable ExclusivePublication ready() {
        ExclusivePublication to = publication;
        return to == null || longFrame.isUnderWay() || !to.isConnected() ? null : to;
    }

    private boolean accepted(long position) {
        if (position > 0) {
            queue();
            return true;
        }
        if (position == Publication.MAX_POSITION_EXCEEDED) {
            close();
        } else if (position == Publication.BACK_PRESSURED) {
            // The limit may only be out of date.
            media.isLimited();
        }
        return false;
    }

    private boolean continueLong(ExclusivePublication to) {
        longFrame.proceed(to);
        queue();
        return true;
    }

    private void queue() {
        if (!queued) {
            queued = true;
            media.hasUnsent(this);
        }
    }

    /** Whether the driver still has something to send for this one; after false it is no longer in the queue. */
    boolean isStillUnsent() {
        queued = hasUnsent();
        return queued;
    }

    private boolean hasUnsent() {
        ExclusivePublication to = publication;
        if (to == null || life != media.life() || !to.isConnected()) {
            longFrame.drop();
            return false;
        }
        if (longFrame.isUnderWay()) {
            longFrame.proceed(to);
            media.hurry();
        }
        Aeron aeron = media.aeron();
        return longFrame.isUnderWay()
                || aeron != null
                        && sentCounter != CountersReader.NULL_COUNTER_ID
                        && aeron.countersReader().getCounterValue(sentCounter) < to.position();
    }

    /** The queue is gone. */
    void dequeued() {
        queued = false;
    }

    /** Drops the publication; {@link #maintain} makes another. */
    void close() {
        Aeron aeron = media.aeron();
        if (life == media.life() && aeron != null && !aeron.isClosed()) {
            if (publication != null) {
                publication.close();
            } else if (askedFor != NOT_ASKED) {
                aeron.asyncRemovePublication(askedFor);
            }
        }
        forget();
    }

    private void forget() {
        publication = null;
        askedFor = NOT_ASKED;
        longFrame.drop();
    }
}
