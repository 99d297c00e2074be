package io.balsa.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a record requires of its values, checked in its constructor, so that it holds no matter who builds it. All broken
 * rules are told at once, by the keys that stand for the values in the file.
 */
public final class Rules {
    private final String path;
    private final List<Broken> broken = new ArrayList<>();

    /**
     * Rules of one section.
     *
     * @param path of the section, such as {@code balsa.raft}
     */
    public Rules(String path) {
        this.path = path;
    }

    /**
     * One rule.
     *
     * @param holds   whether the values keep it
     * @param message what is wrong, and what to do
     * @param key     that the message is about, within the section
     * @param others  keys whose values the rule looks at too
     */
    public Rules require(boolean holds, String message, String key, String... others) {
        if (!holds) {
            broken.add(new Broken(path + "." + key, List.of(others), message));
        }
        return this;
    }

    /** @throws IllegalArgumentException when a rule was broken; the message has a line for each */
    public void enforce() {
        if (!broken.isEmpty()) {
            throw new BrokenRules(List.copyOf(broken));
        }
    }

    /** One rule that does not hold; {@code key} is a full path, {@code others} are keys of the same section. */
    record Broken(String key, List<String> others, String message) {}

    /** All rules that do not hold. */
    static final class BrokenRules extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private final transient List<Broken> broken;

        BrokenRules(List<Broken> broken) {
            super(broken.stream().map(one -> one.key() + ": " + one.message()).collect(Collectors.joining("\n")));
            this.broken = broken;
        }

        List<Broken> broken() {
            return broken;
        }
    }
}
