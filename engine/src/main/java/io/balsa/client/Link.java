package io.balsa.client;

import io.balsa.spi.ClientTransport;
import java.util.concurrent.TimeUnit;

/**
 * The way to one node at a time, best the leader: makes it, says hello, keeps it alive, and goes on to another node when this
 * one is silent or of no use. A leader that still owes answers is not left, another node only after some patience. Loop thread.
 */
final class Link {
    private enum State {
        /** None; the next is made after a pause. */
        DOWN,
        /** Under way. */
        CONNECTING,
        /** Up; the node has not answered yet. */
        GREETING,
        /** The node answered. */
        OPEN
    }

    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long FIRST_PAUSE_NS = 10 * MS;
    private static final int MOST_DOUBLINGS = 5;
    /** Between two tries with a node that did not answer yet, does not lead, or refused. */
    private static final long RETRY_NS = 10 * MS;
    /** Tries with such a node before another is asked. */
    private static final int TRIES = 20;
    /** Nodes that are left for the next, or tries that fail, in a row, before a search has taken longer than an election may. */
    private static final int FAST_DETOURS = 5;
    /** How long a move waits for answers that a node owes which does not lead, and requests for the move. */
    private static final long MOVE_PATIENCE_NS = 250 * MS;

    private final ClientTransport transport;
    private final ClientSettings.Times times;
    private final Compass compass;
    private final Greeting greeting;
    private final Requests requests;

    private State state = State.DOWN;
    private long sinceNs;
    private long heardNs;
    private long drivenNs;
    private long helloNs;
    private long pausedUntilNs;
    private int failures;
    private int uselessTries;
    private int detours;
    private boolean asksAgain;
    private boolean isUnsure;
    private boolean isLeaving;
    private boolean isMoving;
    private long movingSinceNs;

    Link(ClientTransport transport, ClientSettings.Times times, Compass compass, Greeting greeting, Requests requests) {
        this.transport = transport;
        this.times = times;
        this.compass = compass;
        this.greeting = greeting;
        this.requests = requests;
    }

    /** Begins; nothing is done before. */
    void start(long nowNs) {
        pausedUntilNs = nowNs;
        drivenNs = nowNs;
    }

    /** Does what is due, after what came was heard. @return how much it was */
    int drive(long nowNs) {
        long stoodStillNs = nowNs - drivenNs - times.keepAliveNs();
        if (stoodStillNs > 0) {
            // No silence of the node: nobody listened.
            sinceNs = Math.min(nowNs, sinceNs + stoodStillNs);
            heardNs = Math.min(nowNs, heardNs + stoodStillNs);
        }
        drivenNs = nowNs;
        return switch (state) {
            case DOWN -> nowNs - pausedUntilNs >= 0 ? connect(nowNs) : 0;
            case CONNECTING -> connecting(nowNs);
            case GREETING -> greeting(nowNs);
            case OPEN -> open(nowNs);
        };
    }

    /** Whether requests may be sent now. */
    boolean takesRequests() {
        return isAtLeader() && !isMoving && !isUnsure;
    }

    /** Whether the node answered, and leads as far as it knows. */
    boolean isAtLeader() {
        return state == State.OPEN && compass.isAtLeader();
    }

    /** Whether a leader is not found yet, but may be at any moment. */
    boolean isSearching() {
        return !takesRequests() && Math.max(failures, detours) <= FAST_DETOURS;
    }

    /** Whether a frame from this node can be meant for this link. */
    boolean isFrom(int sender) {
        return state == State.GREETING || (state == State.OPEN && compass.nodeId() == sender);
    }

    /** Whether that answers a hello said on this link. */
    boolean isEcho(long nonce) {
        return greeting.isEcho(nonce);
    }

    /** The node answered a hello of this link. */
    void onWelcome(int nodeId, int leaderId, long term, long electionNs, long nowNs) {
        heardNs = nowNs;
        if (state == State.GREETING) {
            state = State.OPEN;
        }
        asksAgain = false;
        isUnsure = false;
        compass.arrived(nodeId, leaderId, term, electionNs);
        if (compass.isAtLeader()) {
            detours = 0;
        } else {
            uselessTries++;
        }
    }

    /** The node answered requests. */
    void onReplies(int leaderId, long nowNs) {
        heardNs = nowNs;
        asksAgain |= leaderId != compass.leaderId();
    }

    /** The node applied something: it is of use. */
    void onApplied() {
        uselessTries = 0;
    }

    /**
     * The node refused a request in a way that another node, or the same a little later, may not. Nothing more is sent until it
     * told who leads now.
     */
    void onRefused() {
        if (!isUnsure) {
            isUnsure = true;
            asksAgain = true;
            uselessTries++;
        }
    }

    /** The node closes. */
    void onGoodbye(long nowNs) {
        lose(nowNs);
    }

    /** The node will close soon: do not ask it for more. */
    void onClosing() {
        isLeaving = true;
    }

    /** The client ends. */
    void close() {
        if (state == State.GREETING || state == State.OPEN) {
            greeting.sayGoodbye(transport);
            transport.flush();
        }
        state = State.DOWN;
    }

    private int connect(long nowNs) {
        transport.connect(compass.aim(nowNs));
        greeting.begin();
        state = State.CONNECTING;
        sinceNs = nowNs;
        uselessTries = 0;
        isLeaving = false;
        isMoving = false;
        asksAgain = false;
        isUnsure = false;
        return 1;
    }

    private int connecting(long nowNs) {
        if (transport.isConnected()) {
            state = State.GREETING;
            sinceNs = nowNs;
            return sayHello(nowNs);
        }
        return nowNs - sinceNs >= times.connectNs() ? lose(nowNs) : 0;
    }

    private int greeting(long nowNs) {
        if (!transport.isConnected() || nowNs - sinceNs >= answerNs()) {
            return lose(nowNs);
        }
        // A node cannot answer before the way back is up, which takes a moment longer.
        return nowNs - helloNs >= retryNs() ? sayHello(nowNs) : 0;
    }

    private int open(long nowNs) {
        if (!transport.isConnected() || nowNs - heardNs >= answerNs()) {
            return lose(nowNs);
        }
        if (isLeaving || isUseless() || compass.isLeaderElsewhere(nowNs)) {
            return move(nowNs);
        }
        isMoving = false;
        long intervalNs = asksAgain || !isAtLeader() ? retryNs() : times.keepAliveNs();
        return nowNs - helloNs >= intervalNs ? sayHello(nowNs) : 0;
    }

    /** A node that was elected meanwhile, and did not refuse since, is of use. */
    private boolean isUseless() {
        return uselessTries >= TRIES && !(isAtLeader() && !isUnsure);
    }

    /** A group without a leader for longer than an election takes is asked no more often than one that has one. */
    private long retryNs() {
        int doublings = Math.clamp(detours - FAST_DETOURS, 0, MOST_DOUBLINGS);
        return Math.min(RETRY_NS << doublings, times.keepAliveNs());
    }

    /** Unless told otherwise a little less patient than followers are, so that this is elsewhere before they elect. */
    private long answerNs() {
        return times.answerNs() > 0
                ? times.answerNs()
                : Math.max(compass.electionNs() / 5 * 4, 2 * times.keepAliveNs());
    }

    private int move(long nowNs) {
        if (!isMoving) {
            isMoving = true;
            movingSinceNs = nowNs;
        }
        boolean isOwed = requests.hasSent();
        boolean isPatient = nowNs - movingSinceNs < MOVE_PATIENCE_NS;
        if (isOwed && isPatient) {
            return 0;
        }
        if (isOwed && isAtLeader()) {
            // The answers are worth more than the move: go on here for now.
            isLeaving = false;
            isMoving = false;
            uselessTries = 0;
            return 0;
        }
        requests.loseSent();
        if (isLeaving) {
            compass.leave(nowNs);
        }
        detours++;
        greeting.sayGoodbye(transport);
        transport.flush();
        return connect(nowNs);
    }

    private int lose(long nowNs) {
        compass.failed(nowNs);
        requests.loseSent();
        // A node that served for a while may just have died, and another is there: no pause before the first try.
        boolean served = state == State.OPEN && nowNs - sinceNs >= times.keepAliveNs();
        failures = served ? 0 : failures + 1;
        pausedUntilNs = served ? nowNs : nowNs + (FIRST_PAUSE_NS << Math.min(failures - 1, MOST_DOUBLINGS));
        state = State.DOWN;
        return 1;
    }

    private int sayHello(long nowNs) {
        if (!greeting.sayHello(transport)) {
            return 0;
        }
        helloNs = nowNs;
        return 1;
    }
}
