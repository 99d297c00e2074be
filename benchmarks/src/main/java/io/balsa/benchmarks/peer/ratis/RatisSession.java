package io.balsa.benchmarks.peer.ratis;

import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.jspecify.annotations.Nullable;

/** Ratis's asynchronous client, or requests given to the leader itself. */
final class RatisSession implements Session {
    private final Way way;
    private final Closeable end;
    private final Replies replies;

    /** Where a command goes. */
    @FunctionalInterface
    private interface Way {
        CompletableFuture<RaftClientReply> send(Message command) throws IOException;
    }

    private RatisSession(Way way, Closeable end, Replies replies) {
        this.way = way;
        this.end = end;
        this.replies = replies;
    }

    static RatisSession remote(RaftClient client, Replies replies) {
        return new RatisSession(client.async()::send, client, replies);
    }

    /** As the leader's own RPC gives it what it received. */
    static RatisSession embedded(RaftServer leader, RaftGroupId group, Replies replies) {
        RaftClientRequest.Builder request = RaftClientRequest.newBuilder()
                .setClientId(ClientId.randomId())
                .setServerId(leader.getId())
                .setGroupId(group)
                .setType(RaftClientRequest.writeRequestType());
        long[] calls = {0};
        Way way = command -> leader.submitClientRequestAsync(
                request.setCallId(calls[0]++).setMessage(command).build());
        return new RatisSession(
                way,
                () -> {
                    // The leader is the cluster's.
                },
                replies);
    }

    @Override
    public boolean offer(DirectBuffer command, int length) {
        byte[] bytes = new byte[length];
        command.getBytes(0, bytes);
        try {
            var unused = way.send(Message.valueOf(UnsafeByteOperations.unsafeWrap(bytes)))
                    .whenComplete(this::onReply);
        } catch (IOException e) {
            replies.onFailure(e.toString());
        }
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
        // Threads of the client's or the server's answer.
    }

    @Override
    public boolean bringsAnswers() {
        return true;
    }

    @Override
    public void close() throws IOException {
        end.close();
    }
}
