package io.balsa.simulator.nemesis;

import java.util.ArrayList;
import java.util.List;

/** What stays wrong at the end of a safety phase, for a minority. All others see each other. */
enum StandingFault {
    /** Nobody hears some, and they hear nobody. */
    ISOLATED {
        @Override
        List<Action> draw(Draft draft) {
            return draft.minority().stream()
                    .<Action>map(LinkAction.Isolate::new)
                    .toList();
        }
    },
    /** Some hear all and are heard by nobody. */
    UNHEARD {
        @Override
        List<Action> draw(Draft draft) {
            return draft.minority().stream()
                    .<Action>map(node -> new LinkAction.OneWay(node, 0))
                    .toList();
        }
    },
    /** Some are heard by all and hear nobody. */
    DEAF {
        @Override
        List<Action> draw(Draft draft) {
            return draft.minority().stream()
                    .<Action>map(node -> new LinkAction.OneWay(0, node))
                    .toList();
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
    private static final long LAST_MS = 10;
    /** Election timeouts. */
    private static final long CALM_FOR = 10;

    /** One of them, after a time of calm, so that there is a leader; and often all nodes begin anew, so that there is one to elect. */
    static void strike(Draft draft) {
        StandingFault fault = draft.oneOf(ALL);
        draft.moveBack(CALM_FOR * draft.electionMs());
        draft.now(new DemandAction.Stand());
        draft.moveTo(draft.endMs() - LAST_MS);
        fault.draw(draft).forEach(draft::now);
        if (!fault.needsLife() && draft.coin()) {
            for (int node = 1; node <= draft.nodes(); node++) {
                draft.now(new LifeAction.Crash(node));
            }
        }
    }

    abstract List<Action> draw(Draft draft);

    /** Whether a process that begins would have to wait for what is wrong. */
    boolean needsLife() {
        return false;
    }
}
