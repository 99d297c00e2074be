package io.balsa.server.redis;

import java.util.List;

/**
 * One command as COMMAND shows it, and what carries it out.
 *
 * @param name     in lower case
 * @param arity    number of words with the name; at least so many when negative
 * @param flags    as Redis calls them
 * @param keys     where its keys are
 * @param doc      what COMMAND DOCS says
 * @param action   runs on the connection's reader
 */
record CommandSpec(String name, int arity, List<String> flags, Keys keys, Doc doc, Action action) {

    /** Carries a command out. */
    @FunctionalInterface
    interface Action {
        void carryOut(Call call);
    }

    /**
     * Positions of keys among the words: the first, the last (negative counts from the end), and the step. All 0 for none.
     */
    record Keys(int first, int last, int step) {
        static final Keys NONE = new Keys(0, 0, 0);
        static final Keys ONE = new Keys(1, 1, 1);
        static final Keys ALL = new Keys(1, -1, 1);
        static final Keys PAIRS = new Keys(1, -1, 2);
    }

    /**
     * What people read.
     *
     * @param group   as Redis groups its commands
     * @param since   the version of Redis that brought it
     * @param summary one sentence
     */
    record Doc(String group, String since, String summary) {}

    boolean takes(int words) {
        return arity < 0 ? words >= -arity : words == arity;
    }
}
