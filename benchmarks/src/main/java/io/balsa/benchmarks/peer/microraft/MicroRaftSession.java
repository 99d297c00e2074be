package io.balsa.benchmarks.peer.microraft;

import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import io.microraft.Ordered;
import io.microraft.RaftNode;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Replicates through the leader itself. */
final class MicroRaftSession implements Session {
    private final RaftNode leader;
    private final Replies replies;

    MicroRaftSession(RaftNode leader, Replies replies) {
        this.leader = leader;
        this.replies = replies;
    }

    @Override
    public boolean offer(DirectBuffer command, int length) {
        byte[] bytes = new byte[length]; // they are the log
        command.getBytes(0, bytes);
        var unused = leader.<Long>replicate(bytes).whenComplete(this::onReply);
        return true;
    }

    private void onReply(@Nullable Ordered<Long> reply, @Nullable Throwable failure) {
        if (reply == null) {
            replies.onFailure(String.valueOf(failure));
        } else {
            replies.onReply(reply.getResult());
        }
    }

    @Override
    public void poll() {
        // Threads of the node's answer.
    }

    @Override
    public boolean bringsAnswers() {
        return true;
    }

    @Override
    public void close() {
        // The node is the cluster's.
    }
}
