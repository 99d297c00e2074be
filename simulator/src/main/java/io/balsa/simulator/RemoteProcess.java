package io.balsa.simulator;

import io.balsa.api.Member;
import io.balsa.client.ClientLoop;
import io.balsa.client.ClientSettings;
import io.balsa.config.LoopConfig;
import io.balsa.node.CallDesk;
import io.balsa.node.CallForms;
import io.balsa.simulator.machine.Chance;
import io.balsa.simulator.machine.Event;
import io.balsa.simulator.machine.EventQueue;
import io.balsa.simulator.machine.SimClientTransport;
import io.balsa.simulator.machine.VirtualClock;
import org.agrona.concurrent.UnsafeBuffer;

/** A process without a node: the client loop that production runs, linked to one node at a time. */
final class RemoteProcess implements Caller {
    private static final LoopConfig UNUSED = new LoopConfig(LoopConfig.Profile.BALANCED, 0, 1, 1, 1, -1);

    private final Simulation simulation;
    private final EventQueue time;
    private final CallDesk desk;
    private final ClientLoop loop;
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
        loop = new ClientLoop(settings, transport, desk, clock::monotonicNs, chance.nextLong() >>> 1);
        time.schedule(turn, time.nowNs());
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
            loop.turn();
        }

        @Override
        public String name() {
            return "client";
        }
    }
}
