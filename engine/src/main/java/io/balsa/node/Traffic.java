package io.balsa.node;

import io.balsa.codec.ClientHelloDecoder;
import io.balsa.codec.GoodbyeDecoder;
import io.balsa.codec.ReadIndexReplyDecoder;
import io.balsa.codec.ReadIndexRequestDecoder;
import io.balsa.codec.RepliesDecoder;
import io.balsa.codec.RequestsDecoder;
import io.balsa.core.Envelope;
import io.balsa.core.Raft;
import io.balsa.spi.TransportHandler;
import org.agrona.DirectBuffer;

/** Every frame that comes in, admitted and brought to whom it concerns. Loop thread. */
final class Traffic implements TransportHandler {
    private final ReadIndexRequestDecoder readIndexRequest = new ReadIndexRequestDecoder();
    private final ReadIndexReplyDecoder readIndexReply = new ReadIndexReplyDecoder();
    private final ClientHelloDecoder hello = new ClientHelloDecoder();
    private final Raft raft;
    private final Admission admission;
    private final Counters counters;
    private final Edges edges;

    /** Whom frames concern, besides the core. */
    record Edges(
            RemoteRequests requests,
            RemoteOutcomes outcomes,
            Queries queries,
            ReadGrants grants,
            Clients clients,
            Pending pending) {}

    Traffic(Raft raft, Admission admission, Counters counters, Edges edges) {
        this.raft = raft;
        this.admission = admission;
        this.counters = counters;
        this.edges = edges;
    }

    @Override
    public void onPeerFrame(DirectBuffer frame, int offset, int length) {
        counters.add(Counter.FRAMES, 1);
        int body = offset + Envelope.LENGTH;
        switch (admission.admitPeer(frame, offset, length)) {
            case -1 -> {}
            case RequestsDecoder.TEMPLATE_ID -> edges.requests.onMember(admission.sender(), requests(frame, body));
            case RepliesDecoder.TEMPLATE_ID -> {
                edges.outcomes.decoder().wrap(frame, body, admission.blockLength(), admission.version());
                edges.outcomes.onReplies();
            }
            case ReadIndexRequestDecoder.TEMPLATE_ID -> {
                readIndexRequest.wrap(frame, body, admission.blockLength(), admission.version());
                edges.grants.onQuestion(admission.sender(), readIndexRequest.correlationId());
            }
            case ReadIndexReplyDecoder.TEMPLATE_ID -> {
                readIndexReply.wrap(frame, body, admission.blockLength(), admission.version());
                edges.queries.onReadIndex(readIndexReply.correlationId(), readIndexReply.readIndex());
            }
            default -> raft.onMessage(frame, offset, length);
        }
    }

    @Override
    public void onClientFrame(long clientLink, DirectBuffer frame, int offset, int length) {
        counters.add(Counter.FRAMES, 1);
        int body = offset + Envelope.LENGTH;
        switch (admission.admitClient(frame, offset, length)) {
            case RequestsDecoder.TEMPLATE_ID -> onClientRequests(clientLink, frame, body);
            case ClientHelloDecoder.TEMPLATE_ID ->
                edges.clients.onHello(
                        clientLink, hello.wrap(frame, body, admission.blockLength(), admission.version()));
            case GoodbyeDecoder.TEMPLATE_ID -> onGoodbye(clientLink);
            default -> {}
        }
    }

    @Override
    public void onClientGone(long clientLink) {
        onGoodbye(clientLink);
        edges.clients.onGone(clientLink);
    }

    private void onGoodbye(long clientLink) {
        edges.clients.remove(clientLink);
        edges.pending.removeSource(Origin.CLIENT, clientLink);
    }

    private void onClientRequests(long clientLink, DirectBuffer frame, int body) {
        if (edges.clients.find(clientLink) == null) {
            counters.dropped(DropReason.CLIENT);
        } else {
            edges.requests.onClient(clientLink, edges.clients.seenFrom(clientLink), requests(frame, body));
        }
    }

    private RequestsDecoder requests(DirectBuffer frame, int body) {
        return edges.requests.decoder().wrap(frame, body, admission.blockLength(), admission.version());
    }
}
