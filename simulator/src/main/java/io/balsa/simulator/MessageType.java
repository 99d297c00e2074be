package io.balsa.simulator;

/** What a frame between members is. */
public enum MessageType {
    PRE_VOTE_REQUEST,
    PRE_VOTE_REPLY,
    VOTE_REQUEST,
    VOTE_REPLY,
    /** AppendEntries, with entries or without. */
    APPEND,
    APPEND_REPLY,
    /** A follower asks for a read index. */
    READ_INDEX_REQUEST,
    READ_INDEX_REPLY,
    /** Calls on their way to the leader. */
    REQUESTS,
    /** Their outcomes on the way back. */
    REPLIES,
    /** Whatever else, such as a client's greeting. */
    OTHER
}
