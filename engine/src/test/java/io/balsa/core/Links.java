package io.balsa.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A network whose every direction can be cut alone, and that loses, duplicates and reorders. */
final class Links {
    private record Frame(int to, byte[] bytes) {}

    private static final int REORDERED = 16;
    private static final int MOST_UNDER_WAY = 300;

    private final Random random;
    private final List<Frame> underWay = new ArrayList<>();
    private final TreeSet<Integer> cut = new TreeSet<>();
    double loss;
    double duplication;

    Links(Random random) {
        this.random = random;
    }

    private static int direction(int from, int to) {
        return from * 100 + to;
    }

    void cut(int from, int to) {
        cut.add(direction(from, to));
    }

    boolean isCut(int from, int to) {
        return cut.contains(direction(from, to));
    }

    void heal() {
        cut.clear();
        loss = 0;
        duplication = 0;
    }

    void send(int from, int to, byte[] bytes) {
        boolean overloaded = underWay.size() > MOST_UNDER_WAY;
        if (!overloaded && !isCut(from, to) && random.nextDouble() >= loss) {
            underWay.add(new Frame(to, bytes));
        }
    }

    /** One of the oldest frames, if it is for that node. */
    byte @Nullable [] receive(int to) {
        int size = underWay.size();
        for (int tries = 0; tries < 4 && size > 0; tries++) {
            int at = random.nextInt(Math.min(size, REORDERED));
            if (underWay.get(at).to() == to) {
                boolean again = random.nextDouble() < duplication;
                return (again ? underWay.get(at) : underWay.remove(at)).bytes();
            }
        }
        return null;
    }

    /** What is under way to a node that does not listen is lost in the end, and must not hold the others up. */
    void dropAllTo(int to) {
        underWay.removeIf(frame -> frame.to() == to);
    }
}
