package io.balsa.benchmarks.peer.ratis;

import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import java.io.IOException;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.jspecify.annotations.Nullable;

/** Ratis's asynchronous client. */
final class RatisSession implements Session {
    private final RaftClient client;
    private final Replies replies;

    RatisSession(RaftClient client, Replies replies) {
        this.client = client;
        this.replies = replies;
    }

    @Override
    public boolean offer(DirectBuffer command, int length) {
        byte[] bytes = new byte[length];
        command.getBytes(0, bytes);
        var unused = client.async()
                .send(Message.valueOf(UnsafeByteOperations.unsafeWrap(bytes)))
                .whenComplete(this::onReply);
        return true;
    }

    private void onReply(@Nullable RaftClientReply reply, @Nullable Throwable failure) {
        if (reply == null || !reply.isSuccess()) {
            replies.onFailure(String.valueOf(reply == null ? failure : reply.getException()));
            return;
        }
        replies.onReply(reply.getMessage()
                .getContent()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong());
    }

    @Override
    public void poll() {
        // Threads of the client's answer.
    }

    @Override
    public boolean bringsAnswers() {
        return true;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
