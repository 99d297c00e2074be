package io.balsa.simulator.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Objects that really are atomic, one for each key: what their clients see is linearizable. */
sealed interface AtomicObject {

    /** A call that a client might make. */
    String drawCall(Random random);

    /** Takes effect, now. */
    String answer(String call);

    static AtomicObject of(Model<?> model) {
        return switch (model) {
            case RegisterModel _ -> new Register();
            case CounterModel _ -> new Counter();
            default -> new Values();
        };
    }

    /** A register. */
    final class Register implements AtomicObject {
        private String value = "nil";

        @Override
        public String drawCall(Random random) {
            return switch (random.nextInt(4)) {
                case 0 -> "write " + random.nextInt(5);
                case 1 -> "cas " + (random.nextInt(8) == 0 ? "nil" : random.nextInt(5)) + " " + random.nextInt(5);
                default -> "read";
            };
        }

        @Override
        public String answer(String call) {
            String[] words = call.split(" ");
            switch (words[0]) {
                case "write" -> {
                    value = words[1];
                    return "ok";
                }
                case "cas" -> {
                    boolean swaps = value.equals(words[1]);
                    value = swaps ? words[2] : value;
                    return Boolean.toString(swaps);
                }
                default -> {
                    return value;
                }
            }
        }
    }

    /** A counter. */
    final class Counter implements AtomicObject {
        private long count;

        @Override
        public String drawCall(Random random) {
            return random.nextBoolean() ? "add " + (1 + random.nextInt(3)) : "read";
        }

        @Override
        public String answer(String call) {
            if (!call.equals("read")) {
                count += Long.parseLong(call.substring("add ".length()));
            }
            return Long.toString(count);
        }
    }

    /** A list. */
    final class Values implements AtomicObject {
        private final List<String> values = new ArrayList<>();
        private int drawn;

        @Override
        public String drawCall(Random random) {
            return random.nextInt(3) == 0 ? "append " + ++drawn : "read";
        }

        @Override
        public String answer(String call) {
            if (call.equals("read")) {
                return "[" + String.join(" ", values) + "]";
            }
            values.add(call.substring("append ".length()));
            return "ok";
        }
    }

    /**
     * What a run looks like.
     *
     * @param unknownPercent how many outcomes stay unknown; half of these take effect, some of them late
     */
    record Shape(int operations, int clients, int keys, int unknownPercent) {}

    /** The history of clients who each do one thing after the other. */
    static History record(Model<?> model, Shape shape, Random random) {
        History history = new History();
        Map<String, AtomicObject> objects = new TreeMap<>();
        Session[] sessions = new Session[shape.clients()];
        List<Runnable> late = new ArrayList<>();
        long now = 0;
        for (int begun = 0; begun < shape.operations(); now += 1 + random.nextInt(3)) {
            int client = random.nextInt(shape.clients());
            Session session = sessions[client];
            if (session != null) {
                sessions[client] = session.goOn(history, now) ? session : null;
            } else {
                String key = "k" + random.nextInt(shape.keys());
                AtomicObject object = objects.computeIfAbsent(key, unused -> of(model));
                String call = object.drawCall(random);
                Session started = new Session(object, call, history.invoke(client, key, call, now));
                begun++;
                if (random.nextInt(100) >= shape.unknownPercent()) {
                    sessions[client] = started;
                } else if (random.nextBoolean()) {
                    late.add(() -> object.answer(call));
                }
            }
            if (!late.isEmpty() && random.nextInt(6) == 0) {
                late.remove(random.nextInt(late.size())).run();
            }
        }
        return history;
    }

    /** A call under way. */
    final class Session {
        private final AtomicObject object;
        private final String call;
        private final int number;
        private String answer = "";

        private Session(AtomicObject object, String call, int number) {
            this.object = object;
            this.call = call;
            this.number = number;
        }

        /** Takes effect the first time, and returns the second time. @return whether there is more to come */
        private boolean goOn(History history, long now) {
            if (answer.isEmpty()) {
                answer = object.answer(call);
                return true;
            }
            history.complete(number, answer, now);
            return false;
        }
    }
}
