package io.balsa.benchmarks.peer.jraft;

import com.alipay.sofa.jraft.error.RemotingException;
import com.alipay.sofa.jraft.option.RpcOptions;
import com.alipay.sofa.jraft.rpc.InvokeCallback;
import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.util.Endpoint;
import com.alipay.sofa.jraft.util.RpcFactoryHelper;
import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Sends commands to the leader over Bolt. */
final class RemoteSession implements Session, InvokeCallback {
    private static final long PATIENCE_MS = 20_000;

    private final RpcClient client;
    private final Endpoint leader;
    private final Replies replies;

    RemoteSession(Endpoint leader, Replies replies) {
        this.leader = leader;
        this.replies = replies;
        this.client = RpcFactoryHelper.rpcFactory().createRpcClient();
        client.init(new RpcOptions());
    }

    @Override
    public boolean offer(DirectBuffer command, int length) {
        byte[] bytes = new byte[length];
        command.getBytes(0, bytes);
        try {
            client.invokeAsync(leader, new Bytes(bytes), this, PATIENCE_MS);
        } catch (RemotingException e) {
            replies.onFailure(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    @Override
    public void complete(@Nullable Object answer, @Nullable Throwable failure) {
        if (answer instanceof Long token) {
            replies.onReply(token);
        } else {
            replies.onFailure(String.valueOf(failure == null ? answer : failure));
        }
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
    public void close() {
        client.shutdown();
    }
}
