package io.balsa.benchmarks.peer;

/** Is told what became of commands. Any thread, several at a time. */
public interface Replies {
    /** That command was committed, and applied by the node that answers. */
    void onReply(long token);

    /** Something went wrong, so that the measurement is worth nothing. */
    void onFailure(String why);
}
