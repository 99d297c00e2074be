package io.balsa.simulator.nemesis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What stays wrong at the end of a safety phase, for a minority. All others see each other. */
enum StandingFault {
    /** Nobody hears some, and they hear nobody. */
    ISOLATED {
        @Override
        List<Action> draw(Draft draft) {
            return cut(draft, LinkAction.Way.BOTH, LinkAction.Isolate::new);
        }
    },
    /** Some hear all and are heard by nobody. */
    UNHEARD {
        @Override
        List<Action> draw(Draft draft) {
            return cut(draft, LinkAction.Way.OUT, node -> new LinkAction.OneWay(node, 0));
        }
    },
    /** Some are heard by all and hear nobody. */
    DEAF {
        @Override
        List<Action> draw(Draft draft) {
            return cut(draft, LinkAction.Way.IN, node -> new LinkAction.OneWay(0, node));
        }
    },
    /** Some of the directions between some and all are cut. */
    PATCHY {
        @Override
        List<Action> draw(Draft draft) {
            List<Action> cuts = new ArrayList<>();
            for (int node : draft.minority()) {
                for (int other = 1; other <= draft.nodes(); other++) {
                    if (other != node && draft.coin()) {
                        cuts.add(new LinkAction.OneWay(node, other));
                    }
                    if (other != node && draft.coin()) {
                        cuts.add(new LinkAction.OneWay(other, node));
                    }
                }
            }
            return cuts;
        }
    },
    /** Some of what is sent to some, and by them, is lost. */
    LOSSY {
        @Override
        List<Action> draw(Draft draft) {
            int percent = draft.percent(MOST_LOSS_PERCENT);
            return draft.minority().stream()
                    .<Action>mapMulti((node, losses) -> {
                        losses.accept(new LinkAction.Loss(node, 0, percent));
                        losses.accept(new LinkAction.Loss(0, node, percent));
                    })
                    .toList();
        }
    },
    /** One of the majority sees the others too. */
    BRIDGE {
        @Override
        List<Action> draw(Draft draft) {
            List<Integer> apart = draft.minority();
            int bridge = draft.oneOf(draft.othersThan(apart));
            return List.of(new LinkAction.Bridge(bridge, apart));
        }
    },
    /** The disks of some stand still. */
    STALLED {
        @Override
        List<Action> draw(Draft draft) {
            return draft.minority().stream()
                    .<Action>map(node -> new DiskAction.Stall(node, FOR_GOOD_MS))
                    .toList();
        }

        @Override
        boolean needsLife() {
            return true;
        }
    };

    private static final List<StandingFault> ALL = List.of(values());
    private static final long FOR_GOOD_MS = 3_600_000;
    private static final int MOST_LOSS_PERCENT = 30;
    private static final long LAST_MS = 10;
    /** Election timeouts. */
    private static final long CALM_FOR = 10;

    private static final int PLANS_OF_ONE_WITHOUT_CALM = 3;

    /**
     * One of them, mostly after a time of calm, so that there is a leader, which is hit often; else often all nodes begin anew, so
     * that there is one to elect.
     */
    static void strike(Draft draft) {
        StandingFault fault = draft.oneOf(ALL);
        boolean isCalm = fault.needsLife() || draft.below(PLANS_OF_ONE_WITHOUT_CALM) > 0;
        draft.moveBack(isCalm ? CALM_FOR * draft.electionMs() : LAST_MS);
        draft.now(new DemandAction.Stand());
        draft.moveTo(draft.endMs() - LAST_MS);
        List<Action> struck = fault.draw(draft);
        struck.forEach(draft::now);
        boolean isForLeader = struck.stream().anyMatch(LinkAction.CutLeader.class::isInstance);
        if (!isForLeader && !fault.needsLife() && draft.coin()) {
            for (int node = 1; node <= draft.nodes(); node++) {
                draft.now(new LifeAction.Crash(node));
            }
        }
    }

    /** A majority is left without the leader only when all others are sure to be there. */
    private static List<Action> cut(Draft draft, LinkAction.Way way, Function<Integer, Action> ofNode) {
        if (!draft.mayDamage() && draft.coin()) {
            return List.of(new LinkAction.CutLeader(way));
        }
        return draft.minority().stream().map(ofNode).toList();
    }

    abstract List<Action> draw(Draft draft);

    /** Whether a process that begins, or has just begun, would have to wait for what is wrong. */
    boolean needsLife() {
        return false;
    }
}
