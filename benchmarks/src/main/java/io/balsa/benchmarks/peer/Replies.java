package io.balsa.benchmarks.peer;

/** Is told what became of commands. Any thread, several at a time. */
public interface Replies {
    /** That command was committed, and applied by the node that answers. */
    void onReply(long token);

    /** A command was refused or lost. */
    void onFailure(String why);

    /** An answer was not that of its command: nothing that this system says can be believed. */
    void onWrongAnswer(String what);
}
