package io.balsa.simulator.nemesis;

import io.balsa.simulator.machine.Chance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Draws plans. Each plan has some kinds of calamities and not others, and its own pace: a mix of everything in every plan would
 * hide what needs calm in one place and trouble in another (Groce et al., "Swarm Testing").
 */
public final class Nemesis {
    private static final int PARAMETERS = 1;
    private static final int CALAMITIES = 2;
    private static final long MIN_GAP_MS = 100;
    private static final long MAX_GAP_MS = 6_000;
    /** Of the plans with a minority, those in which something stays wrong before all is healed. */
    private static final double STANDING_SHARE = 0.5;

    private static final int NODES_OF_HALF_THE_PLANS = 3;
    private static final int[] OTHER_NODES = {1, 2, 4, 5, 5, 6, 7};

    private Nemesis() {}

    /** The plan of a seed. */
    public static Plan draw(long seed) {
        Chance chance = new Chance(seed).branch(CALAMITIES);
        int nodes = chance.below(2) == 0 ? NODES_OF_HALF_THE_PLANS : OTHER_NODES[chance.below(OTHER_NODES.length)];
        return draw(seed, nodes);
    }

    /** The plan of a seed for a cluster of that many nodes. */
    public static Plan draw(long seed, int nodes) {
        Chance root = new Chance(seed);
        Parameters parameters = Parameters.draw(root.branch(PARAMETERS)).with(Parameter.NODES, nodes);
        Chance chance = root.branch(CALAMITIES + nodes);
        Set<Calamity> kinds = kinds(chance, parameters);
        Draft draft = new Draft(chance, parameters, kinds);
        long gapMs = draft.between(MIN_GAP_MS, MAX_GAP_MS);
        List<Calamity> choice = new ArrayList<>(kinds);
        if (!choice.isEmpty()) {
            for (long atMs = 0; atMs < draft.endMs(); atMs += chance.between(1, 2 * gapMs)) {
                draft.moveTo(atMs);
                choice.get(chance.below(choice.size())).strike(draft);
            }
        }
        if (draft.hasFaultyDisk() && chance.happens(STANDING_SHARE)) {
            StandingFault.strike(draft);
        }
        List<Plan.Timed> actions = draft.actions();
        actions.sort(Comparator.comparingLong(Plan.Timed::atMs));
        return new Plan(seed, parameters, actions);
    }

    private static Set<Calamity> kinds(Chance chance, Parameters parameters) {
        Set<Calamity> kinds = EnumSet.noneOf(Calamity.class);
        for (Calamity calamity : Calamity.values()) {
            if (chance.happens(calamity.share())) {
                kinds.add(calamity);
            }
        }
        if (parameters.get(Parameter.PAGE_CACHE) != 0) {
            kinds.removeAll(Calamity.NEED_FSYNC);
        }
        return kinds;
    }
}
