package io.balsa.simulator.script;

import io.balsa.config.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A command and what it takes, as people write it: {@code fail NODE OPERATION [COUNT]}. What is in brackets may be left out;
 * what has three dots may be repeated; what has an equals sign is given by name, in any place.
 */
record Usage(String text) {
    private static final Pattern PART = Pattern.compile("\\[[^\\]]*\\]|\\S+");
    private static final String ANY_NAME = "REGISTER=";
    private static final String REPEATED = "...";

    /** Of every command, in the order of the documentation, which says what each does. */
    static final List<Usage> ALL = """
        cluster [NAME] [nodes=N] [seed=N] [append-bytes=N] [window-messages=N] [tail-entries=N]
        run TIME
        campaign NODE
        settle
        write NODE REGISTER=VALUE...
        read NODE REGISTER
        cancel CALL
        hold [LINK] [TYPE...]
        pending [LINK] [TYPE...]
        deliver [LINK] [TYPE...]
        release [LINK] [TYPE...]
        drop [LINK] [TYPE...]
        duplicate [LINK] [TYPE...]
        cut [LINK]
        isolate NODE
        partition NODES
        heal
        crash NODE
        stop NODE
        powercut NODE FATE
        start NODE [append-bytes=N] [window-messages=N] [tail-entries=N]
        pause NODE TIME
        wipe NODE
        backup NODE NAME
        restore NODE NAME
        fail NODE OPERATION [COUNT]
        failed-sync NODE STATE
        fill NODE
        empty NODE
        stall NODE TIME
        slow NODE TIME
        slow-reads NODE TIME
        corrupt NODE [SEGMENT OFFSET MASK]
        lose-sector NODE
        misdirect-sector NODE
        skew NODE TIME
        jump NODE TIME
        drift NODE MILLIONTHS
        leap NODE TIME
        messages SWITCH
        status
        log NODE
        """.lines().map(Usage::new).toList();

    private static final Map<String, Usage> BY_NAME = new LinkedHashMap<>();

    static {
        ALL.forEach(usage -> BY_NAME.put(usage.name(), usage));
    }

    /** @throws IllegalArgumentException when there is no such command; the message has the most like it */
    static Usage of(String command) {
        Usage usage = BY_NAME.get(command);
        if (usage == null) {
            throw new IllegalArgumentException(
                    "there is no command '" + command + "'; " + Spelling.advice(command, BY_NAME.keySet()));
        }
        return usage;
    }

    String name() {
        return text.split(" ")[0];
    }

    /** @throws IllegalArgumentException when something is missing, too much or has a name that nothing has */
    void check(Words words) {
        List<String> required = required();
        if (!words.has(required.size() - 1) && !required.isEmpty()) {
            throw new IllegalArgumentException(required.get(words.wordsFrom(0).size()) + " is missing");
        }
        int most = most();
        if (words.has(most)) {
            throw new IllegalArgumentException("'" + words.word(most) + "' is too much");
        }
        checkNames(words);
    }

    private void checkNames(Words words) {
        TreeSet<String> names = new TreeSet<>();
        for (String part : parts()) {
            String bare = bare(part);
            int equals = bare.indexOf('=');
            if (bare.startsWith(ANY_NAME)) {
                if (words.named().isEmpty()) {
                    throw new IllegalArgumentException(bare + " is missing");
                }
                return;
            } else if (equals > 0) {
                names.add(bare.substring(0, equals));
            }
        }
        for (String name : words.named().keySet()) {
            if (!names.contains(name)) {
                String advice = names.isEmpty() ? "nothing has a name here" : Spelling.advice(name, names);
                throw new IllegalArgumentException("there is no '" + name + "='; " + advice);
            }
        }
    }

    private List<String> required() {
        return parts().stream()
                .filter(part -> !part.startsWith("[") && !part.contains("="))
                .toList();
    }

    private int most() {
        int most = 0;
        for (String part : parts()) {
            if (part.contains(REPEATED) && !part.contains("=")) {
                return Integer.MAX_VALUE;
            }
            most += part.contains("=") ? 0 : bare(part).split(" ").length;
        }
        return most;
    }

    private List<String> parts() {
        return PART.matcher(text).results().map(MatchResult::group).skip(1).toList();
    }

    private static String bare(String part) {
        return part.replace("[", "").replace("]", "");
    }
}
