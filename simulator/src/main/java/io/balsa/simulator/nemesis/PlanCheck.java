package io.balsa.simulator.nemesis;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a plan makes sense: its nodes exist, and its numbers are such as they can be. */
final class PlanCheck {
    private static final int ALL_PERCENT = 100;
    private static final String PERCENT = "percent";
    private static final Set<String> ENDS = Set.of("from", "to");
    /** Clocks go back, too. */
    private static final Set<Class<?>> MAY_BE_NEGATIVE = Set.of(ClockAction.Jump.class, ClockAction.Drift.class);

    private static final Set<Parameter> BOUNDED =
            Set.of(Parameter.NODES, Parameter.PAGE_CACHE, Parameter.TAIL_ENTRIES_LOG2, Parameter.STANDING_LOAD);

    private PlanCheck() {}

    /** @throws IllegalArgumentException when the plan makes none; the message says why */
    static void check(Plan plan) {
        for (Parameter parameter : Parameter.values()) {
            check(parameter, plan.parameters().get(parameter));
        }
        try {
            plan.parameters().options();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its parameters do not fit together: " + e.getMessage(), e);
        }
        int nodes = plan.parameters().get(Parameter.NODES);
        int safetyMs = plan.parameters().get(Parameter.SAFETY_MS);
        for (Plan.Timed timed : plan.actions()) {
            requireTime(timed, safetyMs);
            check(timed, nodes);
        }
    }

    private static void check(Parameter parameter, int value) {
        boolean isPercent = parameter.word().endsWith(PERCENT);
        int least = BOUNDED.contains(parameter) ? parameter.least() : Math.min(1, parameter.least());
        int most = isPercent ? ALL_PERCENT : BOUNDED.contains(parameter) ? parameter.most() : Integer.MAX_VALUE;
        require(value, least, most, parameter.word());
    }

    private static void require(long value, long least, long most, String name) {
        if (value < least || value > most) {
            String limit = most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
            throw new IllegalArgumentException(name + " must be " + limit + ", not " + value);
        }
    }

    /** Once everything is healed, nothing is done to the cluster any more. */
    private static void requireTime(Plan.Timed timed, int safetyMs) {
        if (timed.atMs() > safetyMs) {
            throw new IllegalArgumentException("'" + timed + "' comes too late: everything is healed after " + safetyMs
                    + " ms; safety-ms=" + timed.atMs() + " or more behind the seed leaves time for it");
        }
    }

    private static void check(Plan.Timed timed, int nodes) {
        try {
            if (timed.action() instanceof LifeAction.Configure configure) {
                check(configure.setting(), configure.value());
            }
            long least = Long.MIN_VALUE;
            for (RecordComponent component : timed.action().getClass().getRecordComponents()) {
                Object value = Wording.read(component, timed.action());
                check(
                        component.getName(),
                        value,
                        nodes,
                        MAY_BE_NEGATIVE.contains(timed.action().getClass()));
                if (component.getName().equals("minUs")) {
                    least = ((Number) value).longValue();
                } else if (component.getName().equals("maxUs") && ((Number) value).longValue() < least) {
                    throw new IllegalArgumentException("maxUs must be minUs or more");
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + timed + "': " + e.getMessage(), e);
        }
    }

    private static void check(String name, Object value, int nodes, boolean mayBeNegative) {
        if (value instanceof List<?> island) {
            island.forEach(node -> requireNode((Integer) node, nodes));
        } else if (value instanceof Number number) {
            if (name.equals("node")) {
                requireNode(number.intValue(), nodes);
            } else if (ENDS.contains(name)) {
                requireEnd(number.intValue(), nodes);
            } else if (name.equals(PERCENT)) {
                require(number.longValue(), 0, ALL_PERCENT, name);
            } else if (!mayBeNegative) {
                require(number.longValue(), name.equals("bytesPerSecond") ? 1 : 0, Integer.MAX_VALUE, name);
            }
        }
    }

    private static void requireNode(int node, int nodes) {
        if (node < 1 || node > nodes) {
            throw new IllegalArgumentException("there is no node " + node + "; this plan has nodes 1 to " + nodes
                    + (node < 1 ? "" : ", and nodes=K behind its seed gives it more"));
        }
    }

    /** Below 0 are the remote clients, and 0 stands for everybody. */
    private static void requireEnd(int end, int nodes) {
        if (end > 0) {
            requireNode(end, nodes);
        }
    }

    /** What is left of an action in a cluster of that many nodes; null when nothing is. */
    static @Nullable Action within(Action action, int nodes) {
        RecordComponent[] components = action.getClass().getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            Object value = Wording.read(components[i], action);
            if (value instanceof List<?> island) {
                List<?> rest =
                        island.stream().filter(node -> (Integer) node <= nodes).toList();
                if (rest.isEmpty()) {
                    return null;
                }
                value = rest;
            } else if ((name.equals("node") || ENDS.contains(name)) && (Integer) value > nodes) {
                return null;
            }
            arguments[i] = value;
        }
        return Wording.make(action.getClass(), arguments);
    }
}
