package io.balsa.core;

import io.balsa.api.Membership;
import io.balsa.api.RoleName;

/** Told by the core what changed, on the loop thread, from within the event that changed it. Must not call the core back. */
public interface RaftObserver {
    /** This node's part changed. */
    void onRole(RoleName role, long term);

    /** A leader of the term became known; 0 when none is known any more. */
    void onLeader(int leaderId, long term);

    /** A configuration took effect, or the one before came back. */
    void onMembership(Membership membership);

    /** Entries from {@code fromIndex} on were removed from this node's log. */
    void onTruncated(long fromIndex);

    /** A frame was dropped because what it says cannot be: {@code why} is a constant. */
    void onDropped(String why);
}
