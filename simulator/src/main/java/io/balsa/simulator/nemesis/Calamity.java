package io.balsa.simulator.nemesis;

import io.balsa.simulator.machine.DiskFaults.Operation;
import io.balsa.simulator.machine.PageCache;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A kind of trouble: what is done, and what undoes it later. */
enum Calamity {
    /** Processes are killed or end in good order, and come back. */
    CRASH(0.6) {
        @Override
        void strike(Draft draft) {
            int node = draft.node();
            draft.now(draft.below(5) == 0 ? new LifeAction.Stop(node) : new LifeAction.Crash(node));
            draft.later(draft.between(1, 8_000), new LifeAction.Start(node));
        }
    },
    /** The power of one node fails, or of all. */
    POWER(0.5) {
        @Override
        void strike(Draft draft) {
            boolean everywhere = draft.below(5) == 0;
            int chosen = draft.node();
            for (int node = 1; node <= draft.nodes(); node++) {
                if (everywhere || node == chosen) {
                    draft.now(new LifeAction.PowerCut(node, draft.oneOf(FATES)));
                    draft.later(draft.between(1, 8_000), new LifeAction.Start(node));
                }
            }
        }
    },
    /** Processes stand still. */
    PAUSE(0.4) {
        @Override
        void strike(Draft draft) {
            draft.now(new LifeAction.Pause(draft.node(), draft.between(1, 6_000)));
        }
    },
    /** Clocks go wrong. */
    CLOCK(0.4) {
        @Override
        void strike(Draft draft) {
            int node = draft.node();
            switch (draft.below(3)) {
                case 0 -> draft.now(new ClockAction.Jump(node, draft.between(1, 1 << 30) * (draft.coin() ? 1 : -1)));
                case 1 -> draft.now(new ClockAction.Drift(node, draft.between(1, 200_000) * (draft.coin() ? 1 : -1)));
                default -> draft.now(new ClockAction.Leap(node, draft.between(1, 4_000)));
            }
        }
    },
    /** One node alone, halves, one direction, or two halves that one node bridges. */
    PARTITION(0.6) {
        @Override
        void strike(Draft draft) {
            draft.now(
                    switch (draft.below(4)) {
                        case 0 -> new LinkAction.Isolate(draft.node());
                        case 1 -> new LinkAction.Split(draft.island());
                        case 2 -> new LinkAction.OneWay(draft.nodeOrAll(), draft.node());
                        default -> new LinkAction.Bridge(draft.node(), draft.island());
                    });
            if (draft.below(3) > 0) {
                draft.later(draft.between(10, 10_000), new LinkAction.Reconnect());
            }
        }
    },
    /** Links lose, repeat, reorder, refuse and delay. */
    WEATHER(0.6) {
        @Override
        void strike(Draft draft) {
            int from = draft.nodeOrAll();
            int to = draft.nodeOrAll();
            draft.now(weather(draft, from, to));
            if (draft.coin()) {
                draft.later(draft.between(100, 10_000), new LinkAction.Calm());
            }
        }

        private Action weather(Draft draft, int from, int to) {
            return switch (draft.below(7)) {
                case 0 -> new LinkAction.Loss(from, to, draft.percent(30));
                case 1 -> new LinkAction.Duplication(from, to, draft.percent(50));
                case 2 -> new LinkAction.Reordering(from, to, draft.percent(100));
                case 3 -> new LinkAction.Refusal(from, to, draft.percent(50));
                case 4 -> new LinkAction.Slow(from, to, draft.percent(30), draft.between(1, 4_000));
                case 5 -> delay(draft, from, to);
                default -> new LinkAction.Throttle(from, to, draft.between(1_000, 10_000_000), draft.between(1, 500));
            };
        }

        private Action delay(Draft draft, int from, int to) {
            long minUs = draft.between(10, 500_000);
            return new LinkAction.Delay(from, to, minUs, minUs + draft.between(1, 500_000));
        }
    },
    /** Messages are held for long, or sent again. */
    HOLD(0.4) {
        @Override
        void strike(Draft draft) {
            int from = draft.nodeOrAll();
            int to = draft.nodeOrAll();
            if (draft.below(3) == 0) {
                draft.now(new MessageAction.Echo(from, to));
            } else {
                draft.now(new MessageAction.Hold(from, to, draft.between(1, 1_000)));
                draft.later(draft.between(10, 20_000), new MessageAction.Release());
            }
        }
    },
    /** A node's time hardly passes and nobody hears it: if it leads, it believes so for long after others have elected another. */
    STANDSTILL(0.15) {
        @Override
        void strike(Draft draft) {
            int node = draft.node();
            draft.now(new ClockAction.Drift(node, -draft.between(500_000, 990_000)));
            draft.now(new LinkAction.Isolate(node));
            long ms = draft.between(500, 8_000);
            draft.later(ms, new ClockAction.Drift(node, 0));
            draft.later(ms, new LinkAction.Reconnect());
        }
    },
    /** One writes alone, as a leader may for a while; then all start anew, and logs of other terms and lengths meet; again and again. */
    RESTART(0.2) {
        @Override
        void strike(Draft draft) {
            long ms = 0;
            for (int rounds = 1 + draft.below(4); rounds > 0; rounds--) {
                draft.later(ms, new LinkAction.Isolate(draft.node()));
                ms += draft.between(100, 4_000);
                for (int node = 1; node <= draft.nodes(); node++) {
                    draft.later(ms, new LifeAction.Crash(node));
                    draft.later(ms + 10, new LifeAction.Start(node));
                }
                draft.later(ms + 20, new LinkAction.Reconnect());
                ms += draft.between(100, 4_000);
            }
        }
    },
    /** Disks fail, stall, are slow or full. */
    DISK(0.5) {
        @Override
        void strike(Draft draft) {
            if (!draft.hasFaultyDisk()) {
                return;
            }
            int node = draft.faultyDisk();
            draft.now(
                    switch (draft.below(6)) {
                        case 0 -> new DiskAction.FailOnce(node, draft.oneOf(OPERATIONS), draft.below(20));
                        case 1 -> new DiskAction.FailOften(node, draft.oneOf(OPERATIONS), draft.percent(10));
                        case 2 -> new DiskAction.Stall(node, draft.between(10, 8_000));
                        case 3 -> new DiskAction.SlowSync(node, 1_000, draft.between(1_000, 400_000));
                        case 4 -> new DiskAction.SlowRead(node, 100, draft.between(100, 400_000));
                        default -> new DiskAction.Fill(node);
                    });
            long repairedMs = draft.between(10, 4_000);
            draft.later(repairedMs, new DiskAction.Repair(node));
            draft.later(repairedMs + draft.between(1, 4_000), new LifeAction.Start(node));
        }
    },
    /** Bits change on disks, and syncs that succeed lose a sector or write it to the wrong place. */
    CORRUPTION(0.1) {
        @Override
        void strike(Draft draft) {
            if (!draft.hasFaultyDisk()) {
                return;
            }
            int node = draft.faultyDisk();
            draft.now(
                    switch (draft.below(3)) {
                        case 0 -> new DiskAction.LoseSector(node);
                        case 1 -> new DiskAction.MisdirectSector(node);
                        default -> new DiskAction.Corrupt(node);
                    });
        }
    },
    /** Nodes lose their directories and stay away. */
    WIPE(0.05) {
        @Override
        void strike(Draft draft) {
            if (draft.hasFaultyDisk() && draft.below(3) == 0) {
                draft.now(new LifeAction.Wipe(draft.faultyDisk()));
            }
        }
    },
    /** Processes begin again with other settings. */
    SETTINGS(0.4) {
        @Override
        void strike(Draft draft) {
            int node = draft.node();
            for (int i = 1 + draft.below(3); i > 0; i--) {
                draft.now(draft.configure(node));
            }
            draft.now(draft.coin() ? new LifeAction.Stop(node) : new LifeAction.Crash(node));
            draft.later(draft.between(1, 2_000), new LifeAction.Start(node));
        }
    };

    /** Those after which a node that acknowledges from the page cache may have lost what it acknowledged. */
    static final Set<Calamity> NEED_FSYNC = EnumSet.of(POWER);

    /** Those after which a node may stay away for good. */
    static final Set<Calamity> DAMAGE = EnumSet.of(CORRUPTION, WIPE);

    private static final List<PageCache> FATES = List.of(PageCache.values());

    /** Syncs as often as all others: what a failed one leaves is hardest to get right, and only some of them are of a leader. */
    private static final List<Operation> OPERATIONS = Stream.concat(
                    Arrays.stream(Operation.values()),
                    Stream.generate(() -> Operation.SYNC).limit(Operation.values().length - 2))
            .toList();

    private final double share;

    Calamity(double share) {
        this.share = share;
    }

    /** Of the plans that have it. */
    double share() {
        return share;
    }

    /** It happens now. */
    abstract void strike(Draft draft);
}
