package io.balsa.simulator.nemesis;

import io.balsa.simulator.Range;
import io.balsa.simulator.Storage;
import io.balsa.simulator.machine.DiskFaults.Operation;
import java.time.Duration;

/** What is wrong with a node's disk. */
public sealed interface DiskAction extends Action {
    /** One operation of a kind fails, after so many that succeed. */
    record FailOnce(int node, Operation operation, int after) implements DiskAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.ifThere(node, victim -> victim.storage().failAfter(operation, after));
        }
    }

    /** Some operations of a kind fail. */
    record FailOften(int node, Operation operation, int percent) implements DiskAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.ifThere(node, victim -> victim.storage().failOften(operation, percent / 100.0));
        }
    }

    /** Nothing ends for a while. */
    record Stall(int node, long ms) implements DiskAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.ifThere(node, victim -> victim.storage().stall(Duration.ofMillis(ms)));
        }
    }

    /** Each sync takes so long. */
    record SlowSync(int node, long minUs, long maxUs) implements DiskAction {
        @Override
        public boolean perform(Stage stage) {
            Range delay = new Range(minUs * Stage.US, maxUs * Stage.US);
            return stage.ifThere(node, victim -> victim.storage().syncDelay(delay));
        }
    }

    /** Each cold read and each deletion takes so long; they overtake each other. */
    record SlowRead(int node, long minUs, long maxUs) implements DiskAction {
        @Override
        public boolean perform(Stage stage) {
            Range delay = new Range(minUs * Stage.US, maxUs * Stage.US);
            return stage.ifThere(node, victim -> victim.storage().readDelay(delay));
        }
    }

    /** There is no room for another write. */
    record Fill(int node) implements DiskAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.ifThere(node, victim -> victim.storage().fill());
        }
    }

    /** One bit of what was written changes. The node may find that out, and then never start again. */
    record Corrupt(int node) implements DiskAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.ifThere(node, victim -> victim.storage().corrupt());
        }
    }

    /** A sector that the next sync covers does not reach the disk, although the sync succeeds: seen after the next power cut. */
    record LoseSector(int node) implements DiskAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.ifThere(node, victim -> victim.storage().loseSector());
        }
    }

    /** A sector that the next sync writes lands also where another one lies. */
    record MisdirectSector(int node) implements DiskAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.ifThere(node, victim -> victim.storage().misdirectSector());
        }
    }

    /** Everything works again; what is damaged stays so. */
    record Repair(int node) implements DiskAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.ifThere(node, victim -> {
                Storage storage = victim.storage();
                storage.heal();
                storage.syncDelay(stage.usual().sync());
                storage.readDelay(stage.usual().read());
            });
        }

        @Override
        public boolean repairs() {
            return true;
        }
    }
}
