package io.balsa.client;

import io.balsa.core.Envelope;
import io.balsa.node.CallDesk;
import io.balsa.node.Crank;
import io.balsa.node.Ending;
import io.balsa.node.Ingress;
import io.balsa.spi.Arrivals;
import io.balsa.spi.ClientTransport;
import io.balsa.spi.NodeIdentity;
import org.agrona.concurrent.NanoClock;

/**
 * One turn of a client: hear the node, look after the link, take what callers placed, send it together. Batching is what
 * arrived since the last turn, never a timer. One thread turns it.
 */
public final class ClientLoop implements Crank {
    private static final long LIVELY_NS = 20_000_000;

    private final ClientTransport transport;
    private final CallDesk desk;
    private final NanoClock clock;
    private final Requests requests;
    private final RequestFrame frame;
    private final Compass compass;
    private final Link link;
    private final Incoming incoming;
    private final CallDesk.Taker taker;
    private final int maxPayloadLength;
    private final int framesPerTurn;
    private boolean wasCalled;
    private long calledAtNs;
    private long turnedAtNs;

    /**
     * @param session random and positive: who this client is, on the link and in the log
     * @throws IllegalArgumentException when the transport's frames are too short for the longest command
     */
    public ClientLoop(
            ClientSettings settings, ClientTransport transport, CallDesk desk, NanoClock clock, long session) {
        this.transport = transport;
        this.desk = desk;
        this.clock = clock;
        this.maxPayloadLength = settings.limits().maxCommandLength();
        this.framesPerTurn = settings.limits().framesPerTurn();
        Envelope envelope = new Envelope(new NodeIdentity(settings.clusterName(), settings.groupId(), 0), 0);
        Directory directory = new Directory(settings.addresses());
        requests = new Requests(desk);
        compass = new Compass(directory);
        link = new Link(transport, settings.times(), compass, new Greeting(envelope, session), requests);
        incoming = new Incoming(envelope, link, directory, requests, desk);
        taker = requests::add;
        frame = new RequestFrame(
                requests,
                envelope,
                session,
                new RequestFrame.Size(frameLength(), settings.limits().commandsPerTurn()));
        link.start(clock.nanoTime());
    }

    @Override
    public int turn() {
        long nowNs = clock.nanoTime();
        int work = transport.poll(incoming.at(nowNs), framesPerTurn);
        work += link.drive(nowNs);
        int calls = desk.take(nowNs, taker);
        turnedAtNs = nowNs;
        if (calls > 0) {
            wasCalled = true;
            calledAtNs = nowNs;
        }
        work += calls;
        if (link.takesRequests()) {
            work += frame.send(transport, compass.nodeId(), nowNs);
        }
        work += transport.flush();
        work += desk.sweep(nowNs, link.isAtLeader());
        desk.flush(nowNs);
        return work;
    }

    @Override
    public boolean isQuiet() {
        return desk.isQuiet();
    }

    @Override
    public boolean isLively() {
        return calledWithin(LIVELY_NS) || !desk.isQuiet() || link.isSearching();
    }

    private boolean calledWithin(long ns) {
        return wasCalled && turnedAtNs - calledAtNs < ns;
    }

    @Override
    public Arrivals arrivals() {
        return transport;
    }

    @Override
    public Ingress ingress() {
        return desk.ingress();
    }

    @Override
    public void finish(boolean inGoodOrder) {
        Ending ending = new Ending();
        if (inGoodOrder) {
            ending.step("say goodbye", link::close);
        }
        desk.end(ending, clock.nanoTime());
        ending.step("close the transport", transport::close);
        ending.done();
    }

    /** Frames that did not fit this cluster, this link, or their own lengths. Loop thread. */
    public long framesDropped() {
        return incoming.dropped();
    }

    /** Replies that answered nothing under way. Loop thread. */
    public long repliesIgnored() {
        return incoming.ignored();
    }

    private int frameLength() {
        int useful = RequestFrame.usefulLength(maxPayloadLength);
        int possible = transport.maxFrameLength();
        if (possible < RequestFrame.leastLength(maxPayloadLength)) {
            throw new IllegalArgumentException(
                    "the transport takes frames of at most " + possible + " bytes, too short for a command of "
                            + maxPayloadLength + "; lower the client's longest command");
        }
        return Math.min(useful, possible);
    }
}
