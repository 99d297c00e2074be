package io.balsa.api;

/** The part a node plays (Raft §5.1). */
public enum RoleName {
    FOLLOWER,
    CANDIDATE,
    LEADER
}
