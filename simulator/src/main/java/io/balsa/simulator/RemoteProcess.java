package io.balsa.simulator;

import io.balsa.api.Member;
import io.balsa.client.ClientLoop;
import io.balsa.client.ClientSettings;
import io.balsa.config.LoopConfig;
import io.balsa.node.CallDesk;
import io.balsa.node.CallForms;
import io.balsa.node.Completions;
import io.balsa.node.PolledLoop;
import io.balsa.simulator.machine.Chance;
import io.balsa.simulator.machine.Event;
import io.balsa.simulator.machine.EventQueue;
import io.balsa.simulator.machine.SimClientTransport;
import io.balsa.simulator.machine.VirtualClock;
import java.util.function.IntSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A process without a node: the client loop that production runs, linked to one node at a time. Half of them, drawn, are polled by
 * their only thread, as a client without a thread of its own is: what that thread calls between two turns goes past the ring.
 */
final class RemoteProcess implements Caller {
    private static final LoopConfig UNUSED = new LoopConfig(LoopConfig.Profile.BALANCED, 0, 0, 1, 1, 1, -1);

    private final Simulation simulation;
    private final EventQueue time;
    private final CallDesk desk;
    private final IntSupplier loop;
    private final Turn turn = new Turn();

    /** {@code id}: negative, how links name it. */
    RemoteProcess(Simulation simulation, int id, EventQueue time, Chance chance) {
        this.simulation = simulation;
        this.time = time;
        VirtualClock clock = new VirtualClock(time, chance.nextLong() >>> 14);
        ClientSettings settings = new ClientSettings(
                simulation.options().cluster(),
                0,
                simulation.options().members().all().stream()
                        .map(Member::address)
                        .toList(),
                simulation.options().node().limits(),
                UNUSED,
                ClientSettings.Times.DEFAULT);
        SimClientTransport transport = new SimClientTransport(simulation.wires(), id, this::wake);
        desk = new CallDesk(settings.limits(), clock::monotonicNs, (int) chance.nextLong());
        ClientLoop own = new ClientLoop(settings, transport, desk, clock::monotonicNs, chance.nextLong() >>> 1);
        loop = chance.below(2) == 0 ? own::turn : polled(own, clock, settings)::poll;
        time.schedule(turn, time.nowNs());
    }

    private PolledLoop polled(ClientLoop own, VirtualClock clock, ClientSettings settings) {
        PolledLoop polled =
                new PolledLoop(own, clock::monotonicNs, settings.limits().closeTimeoutNs());
        desk.connect(polled, new Completions.Consumer() {});
        return polled;
    }

    @Override
    public boolean call(Operation operation) {
        UnsafeBuffer payload = new UnsafeBuffer(operation.payload());
        int kind = operation.kind() == Operation.Kind.COMMAND ? CallForms.SUBMIT : CallForms.QUERY;
        wake();
        return desk.forms().call(kind, payload, 0, payload.capacity(), operation.id(), operation.client());
    }

    @Override
    public boolean isUp() {
        return true;
    }

    @Override
    public int nodeId() {
        return 0;
    }

    /** Whether calls that were made wait for the next turn in the ring. */
    boolean hasCallsInTheRing() {
        return desk.ingress().isWaiting();
    }

    private void wake() {
        long soonNs =
                time.nowNs() + simulation.draw(simulation.options().timing().reaction());
        if (turn.isQueued() && turn.timeNs() > soonNs) {
            time.schedule(turn, soonNs);
        }
    }

    private final class Turn extends Event {
        @Override
        public void happen() {
            time.schedule(this, time.nowNs() + simulation.tickNs());
            loop.getAsInt();
        }

        @Override
        public String name() {
            return "client";
        }
    }
}
