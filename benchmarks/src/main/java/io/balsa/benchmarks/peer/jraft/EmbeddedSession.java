package io.balsa.benchmarks.peer.jraft;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.entity.Task;
import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/** Applies tasks on the leader itself. */
final class EmbeddedSession implements Session {
    private final Node leader;
    private final Replies replies;

    EmbeddedSession(Node leader, Replies replies) {
        this.leader = leader;
        this.replies = replies;
    }

    @Override
    public boolean offer(DirectBuffer command, int length) {
        byte[] bytes = new byte[length]; // a task's bytes belong to the log
        command.getBytes(0, bytes);
        leader.apply(new Task(ByteBuffer.wrap(bytes), new JRaftMachine.Answer(replies::onReply, replies::onFailure)));
        return true;
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
