package io.balsa.benchmarks.process;

import io.balsa.benchmarks.peer.DistributedPeer;
import io.balsa.benchmarks.peer.Members;
import io.balsa.benchmarks.peer.Peers;
import io.balsa.benchmarks.peer.Spec;
import java.nio.file.Path;

/**
 * What a process that runs one node is told, in a file.
 *
 * @param peer      its name
 * @param mode      and so on: as in {@link Spec}
 * @param node      its number, from 0
 */
record NodeTask(
        String peer,
        String mode,
        boolean fsync,
        int payload,
        String directory,
        String settings,
        Members members,
        int node) {
    static NodeTask of(DistributedPeer peer, Spec spec, Ground ground, int node) {
        return new NodeTask(
                peer.name(),
                spec.mode(),
                spec.fsync(),
                spec.payload(),
                ground.directory(node).toString(),
                spec.settings(),
                ground.members(),
                node);
    }

    Spec spec() {
        return new Spec(mode, fsync, payload, Path.of(directory), settings);
    }

    DistributedPeer distributedPeer() {
        return ProcessCluster.distributed(Peers.of(peer));
    }
}
