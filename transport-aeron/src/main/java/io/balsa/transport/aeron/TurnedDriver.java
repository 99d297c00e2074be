package io.balsa.transport.aeron;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.CompositeAgent;
import org.agrona.concurrent.NoOpLock;

/**
 * The media driver inside this process, turned by the loop.
 *
 * <p>Aeron's own invoker mode offers sender, receiver and conductor only as one, and one turn of all three costs about three
 * times what the receiver alone costs, because each asks the kernel for datagrams on its own sockets. So the driver is
 * started as if each had a thread, with a thread factory that hands over the agent and never starts the thread. The receiver
 * then takes its turn with every poll; the sender when something was published, the conductor when it is due.
 */
final class TurnedDriver implements Driver {
    /** Heartbeats are due every 100 ms, and lost datagrams are asked for on the sender's sockets. */
    private static final long TRANSMIT_EVERY_NS = 200_000;
    /** So long after the last datagram, in or out, whatever it set going is over. */
    private static final long QUIET_AFTER_NS = 5_000_000;
    /** A quiet driver has only timers of 50 ms and more to look after. */
    private static final long QUIET_EVERY_NS = 5_000_000;

    private static final int FAREWELL_ROUNDS = 6;
    /** Longer than the driver's timer, and twice it is longer than the pause between heartbeats. */
    private static final long FAREWELL_STEP_NS = 60_000_000;

    private final TurnClock clock = new TurnClock();
    private final Sockets sockets = new Sockets();
    private final List<Agent> agents = new ArrayList<>();
    private final long conductEveryNs;
    private final int receivesPerPoll;
    private final MediaDriver driver;
    private final AgentInvoker receiver;
    private final AgentInvoker sender;
    private final AgentInvoker conductor;
    private final AgentInvoker all;
    private long conductedAtNs;
    private long transmittedAtNs;
    private long busyAtNs;

    TurnedDriver(MediaDriver.Context context, AeronConfig config, ErrorLog log) {
        conductEveryNs = config.driver().conductEveryNs();
        receivesPerPoll = config.driver().receivesPerPoll();
        driver = launch(context);
        conductor = start("driver-conductor", log);
        sender = start("sender", log);
        receiver = start("receiver", log);
        Agent turn = new CompositeAgent(new Tick(), sender.agent(), receiver.agent(), conductor.agent());
        all = new AgentInvoker(log, null, turn);
    }

    private MediaDriver launch(MediaDriver.Context context) {
        ThreadFactory handOver = this::handOver;
        try {
            return MediaDriver.launch(context.threadingMode(ThreadingMode.DEDICATED)
                    .conductorThreadFactory(handOver)
                    .senderThreadFactory(handOver)
                    .receiverThreadFactory(handOver)
                    .receiveChannelEndpointSupplier((channel, dispatcher, status, of) ->
                            new LeanReceiveEndpoint(channel, dispatcher, status, of, sockets))
                    .sendChannelEndpointSupplier(
                            (channel, status, of) -> new AwaitedSendEndpoint(channel, status, of, sockets))
                    .nanoClock(clock)
                    // The client stops and starts with the driver: neither may give the other up.
                    .clientLivenessTimeoutNs(DriverStarter.NEVER_NS)
                    .publicationUnblockTimeoutNs(2 * DriverStarter.NEVER_NS));
        } catch (RuntimeException e) {
            sockets.close();
            throw e;
        }
    }

    private Thread handOver(Runnable runner) {
        agents.add(((AgentRunner) runner).agent());
        return new NeverStarted(runner);
    }

    private AgentInvoker start(String role, ErrorLog log) {
        for (Agent agent : agents) {
            if (agent.roleName().contains(role)) {
                AgentInvoker invoker = new AgentInvoker(log, null, agent);
                invoker.start();
                return invoker;
            }
        }
        throw new IllegalStateException("this release of Aeron has no " + role + " in its driver");
    }

    @Override
    public Aeron.Context client() {
        return new Aeron.Context()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .driverAgentInvoker(all)
                .driverTimeoutMs(TimeUnit.NANOSECONDS.toMillis(DriverStarter.NEVER_NS))
                .nanoClock(clock)
                .useConductorAgentInvoker(true)
                .clientLock(NoOpLock.INSTANCE);
    }

    @Override
    public long nowNs() {
        return clock.nanoTime();
    }

    @Override
    public int receive() {
        long nowNs = clock.advance();
        int total = 0;
        int received;
        int rounds = 0;
        do {
            received = receiver.invoke();
            total += received;
        } while (received > 0 && ++rounds < receivesPerPoll);
        if (total > 0) {
            busyAtNs = nowNs;
        }
        if (nowNs - conductedAtNs >= pace(conductEveryNs)) {
            turnConductor();
        }
        return total;
    }

    @Override
    public void conduct() {
        // Who asks for a turn began something, and what it set going takes a few more.
        busyAtNs = clock.nanoTime();
        turnConductor();
    }

    private void turnConductor() {
        conductedAtNs = clock.nanoTime();
        conductor.invoke();
    }

    @Override
    public int transmit() {
        transmittedAtNs = clock.nanoTime();
        int sent = sender.invoke();
        if (sent > 0) {
            busyAtNs = transmittedAtNs;
        }
        return sent;
    }

    @Override
    public boolean isTransmitDue() {
        return clock.nanoTime() - transmittedAtNs >= pace(TRANSMIT_EVERY_NS);
    }

    private long pace(long everyNs) {
        return clock.nanoTime() - busyAtNs < QUIET_AFTER_NS ? everyNs : QUIET_EVERY_NS;
    }

    /** Before that, what came is acknowledged: its senders may wait for room. */
    @Override
    public boolean await(long ns) {
        turnConductor();
        if (sender.invoke() + receiver.invoke() > 0) {
            busyAtNs = clock.nanoTime();
            return true;
        }
        sockets.await(ns);
        // What woke it may be for the sender.
        transmittedAtNs = clock.nanoTime() - QUIET_EVERY_NS;
        return true;
    }

    @Override
    public void wake() {
        sockets.wake();
    }

    @Override
    public long takePauseNs() {
        return clock.takePauseNs();
    }

    /** The driver would take a few of its timers and a heartbeat for this; its clock is ours. */
    @Override
    public void sayFarewell() {
        for (int i = 0; i < FAREWELL_ROUNDS; i++) {
            clock.skip(FAREWELL_STEP_NS);
            conductor.invoke();
            sender.invoke();
            receiver.invoke();
        }
    }

    @Override
    public void close() {
        try {
            driver.close();
        } finally {
            sockets.close();
        }
    }

    /** Aeron wants a thread for each agent; this one is only looked at. */
    private static final class NeverStarted extends Thread {
        NeverStarted(Runnable runner) {
            super(runner);
        }

        @Override
        public void start() {
            // The loop does the work.
        }
    }

    /** Lets time pass for a client that waits for the driver. */
    private final class Tick implements Agent {
        @Override
        public int doWork() {
            clock.advance();
            return 0;
        }

        @Override
        public String roleName() {
            return "clock";
        }
    }
}
