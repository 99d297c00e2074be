package io.balsa.simulator.nemesis;

import io.balsa.simulator.Network;
import io.balsa.simulator.Node;
import java.util.List;
import java.util.StringJoiner;

/** Whether some nodes, more than half, are up with disks that work, and each of them hears every other. */
final class WholeMajority {
    private final Stage stage;
    private final List<Node> nodes;

    WholeMajority(Stage stage) {
        this.stage = stage;
        this.nodes = stage.simulation().nodes();
    }

    /** @throws UnfitPlanException when there are none; the message says what keeps them from it and what to do */
    void require() {
        for (int chosen = 0; chosen < 1 << nodes.size(); chosen++) {
            if (2 * Integer.bitCount(chosen) > nodes.size() && isWhole(chosen)) {
                return;
            }
        }
        throw new UnfitPlanException("this plan leaves no majority whole after 'stand', so nothing can be demanded: "
                + wrongs() + "; of its " + nodes.size() + " nodes " + (nodes.size() / 2 + 1)
                + " must be up, see each other both ways, and have disks that work: do less after 'stand', or do it"
                + " before, which 'stand' ends");
    }

    private boolean isWhole(int chosen) {
        for (int i = 0; i < nodes.size(); i++) {
            for (int j = 0; j <= i; j++) {
                boolean areBoth = (chosen >> i & chosen >> j & 1) == 1;
                if (areBoth && !(i == j ? isWhole(nodes.get(i)) : seeEachOther(nodes.get(i), nodes.get(j)))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether it is up and nothing is wrong with it that may end it. */
    boolean isWhole(Node node) {
        return node.isUp() && !node.isPaused() && !node.storage().isInTrouble() && !stage.isDamaged(node);
    }

    /** Whether nothing is lost between them, either way. */
    boolean seeEachOther(Node one, Node other) {
        Network network = stage.simulation().network();
        return one == other
                || network.link(one.id(), other.id()).isWell()
                        && network.link(other.id(), one.id()).isWell();
    }

    private String wrongs() {
        StringJoiner wrongs = new StringJoiner(", ");
        for (Node node : nodes) {
            if (!isWhole(node)) {
                wrongs.add(node + (node.isUp() ? " stands still or has a disk that does not work" : " is down"));
            }
            for (Node other : nodes.subList(0, node.id() - 1)) {
                if (!seeEachOther(node, other)) {
                    wrongs.add(other + " and " + node + " do not see each other both ways");
                }
            }
        }
        return wrongs.toString();
    }
}
