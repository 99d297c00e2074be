package io.balsa.benchmarks.peer.jraft;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.entity.Task;
import com.alipay.sofa.jraft.rpc.RpcContext;
import com.alipay.sofa.jraft.rpc.RpcProcessor;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** Takes commands of remote clients, and answers with the token, or with a text when that failed. */
final class CommandProcessor implements RpcProcessor<Bytes> {
    private final CompletableFuture<Node> node = new CompletableFuture<>();

    /** From now on commands go to that node; those that came before wait. */
    void serve(Node started) {
        node.complete(started);
    }

    @Override
    public void handleRequest(RpcContext context, Bytes request) {
        node.join()
                .apply(new Task(
                        ByteBuffer.wrap(request.content()),
                        new JRaftMachine.Answer(context::sendResponse, context::sendResponse)));
    }

    @Override
    public String interest() {
        return Bytes.class.getName();
    }
}
