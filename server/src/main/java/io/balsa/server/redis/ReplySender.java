package io.balsa.server.redis;

import io.balsa.server.resp.ReplyWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Sends a connection's answers in order: all that are ready go out in one write. Runs on a virtual thread of its own. */
final class ReplySender {
    private static final int FLUSH_LENGTH = 64 * 1024;

    private final SocketChannel channel;
    private final ReplyQueue queue;
    private final ReplyWriter out = new ReplyWriter();
    private final ReplyEncoder encoder = new ReplyEncoder(out);
    /** When the write that is going on began; 0 when none is. */
    private volatile long writingSinceNs;

    ReplySender(SocketChannel channel, ReplyQueue queue) {
        this.channel = channel;
        this.queue = queue;
    }

    /** Until the last answer was sent, or the queue was abandoned or has overflown. */
    void run() throws IOException {
        boolean last = false;
        while (!last) {
            Reply reply = queue.poll();
            if (reply == null) {
                flush();
                reply = queue.take();
            }
            // Once the queue has overflown, this answer may be one that was dropped: then the client must hear nothing.
            if (reply == null || queue.isOverflown()) {
                return;
            }
            encoder.encode(reply);
            queue.released(reply);
            last = reply.last;
            if (out.length() >= FLUSH_LENGTH) {
                flush();
            }
        }
        flush();
    }

    /** How long the write that is going on has been waiting for the client; 0 when none is. Any thread. */
    long stuckForNs(long nowNs) {
        long since = writingSinceNs;
        return since == 0 ? 0 : nowNs - since;
    }

    private void flush() throws IOException {
        if (out.length() == 0) {
            return;
        }
        ByteBuffer buffer = out.toBuffer();
        while (buffer.hasRemaining()) {
            writingSinceNs = System.nanoTime() | 1;
            channel.write(buffer);
        }
        writingSinceNs = 0;
        out.clear();
    }
}
