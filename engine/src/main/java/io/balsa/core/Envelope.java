package io.balsa.core;

import io.balsa.codec.MessageHeaderEncoder;
import io.balsa.spi.NodeIdentity;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Writes the template {@code messageHeader} that begins every frame this node sends, and knows in which life each peer was
 * last heard. Loop thread only.
 */
public final class Envelope {
    /** Bytes before the body of a frame. */
    public static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH;

    /**
     * Who has more to send than this many bytes makes another frame. It is what one long datagram carries: it spreads the
     * envelope over a hundred usual commands, is not put together from pieces at the other end, which can begin with it while
     * the next is on its way, and leaves in one piece where buffers are short.
     */
    public static final int USUAL_FRAME_LENGTH = 31 * 1024;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final Int2ObjectHashMap<long[]> incarnations = new Int2ObjectHashMap<>();
    private final long clusterId;
    private final int groupId;
    private final int nodeId;
    private final long incarnation;

    /** {@code incarnation}: the life of this node's data directory. */
    public Envelope(NodeIdentity identity, long incarnation) {
        this.clusterId = identity.clusterId();
        this.groupId = identity.groupId();
        this.nodeId = identity.nodeId();
        this.incarnation = incarnation;
    }

    public long clusterId() {
        return clusterId;
    }

    public int groupId() {
        return groupId;
    }

    public int nodeId() {
        return nodeId;
    }

    public long incarnation() {
        return incarnation;
    }

    /** Highest life of a peer's data directory heard of; 0 for none. */
    public long incarnationOf(int peer) {
        long[] known = incarnations.get(peer);
        return known == null ? 0 : known[0];
    }

    /** Notes the life in which an admitted frame was sent. It never falls. */
    public void learn(int peer, long peerIncarnation) {
        long[] known = incarnations.get(peer);
        if (known == null) {
            incarnations.put(peer, new long[] {peerIncarnation});
        } else {
            known[0] = Math.max(known[0], peerIncarnation);
        }
    }

    /** Writes the header of a frame to a member, or to a client (receiver 0), at the beginning of {@code frame}. */
    public void write(MutableDirectBuffer frame, int receiver, int templateId, int blockLength) {
        header.wrap(frame, 0)
                .blockLength(blockLength)
                .templateId(templateId)
                .schemaId(MessageHeaderEncoder.SCHEMA_ID)
                .version(MessageHeaderEncoder.SCHEMA_VERSION)
                .clusterId(clusterId)
                .groupId(groupId)
                .sender(nodeId)
                .receiver(receiver)
                .reserved(0)
                .senderIncarnation(incarnation)
                .receiverIncarnation(receiver == 0 ? 0 : incarnationOf(receiver));
    }
}
