package io.balsa.node;

import io.balsa.api.Membership;
import io.balsa.api.RaftListener;
import io.balsa.api.RoleName;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings events from the loop to an embedder's listener, in order, on a thread of their own. When the listener falls more than
 * {@code balsa.limits.max-listener-events} behind, further ones are dropped: they tell of changes of leader, and the status
 * tells the present one.
 */
public final class ListenerThread implements RaftListener {
    private static final System.Logger LOG = System.getLogger(ListenerThread.class.getName());

    private final RaftListener listener;
    private final ThreadPoolExecutor thread;

    public ListenerThread(RaftListener listener, ThreadFactory threads, int maxWaiting) {
        this.listener = listener;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(maxWaiting),
                threads,
                (event, pool) ->
                        LOG.log(System.Logger.Level.WARNING, "the listener is too slow: an event was dropped"));
        thread.allowCoreThreadTimeOut(true);
    }

    @Override
    public void onRole(RoleName role, long term) {
        tell(() -> listener.onRole(role, term));
    }

    @Override
    public void onLeader(int leaderId, long term) {
        tell(() -> listener.onLeader(leaderId, term));
    }

    @Override
    public void onMembership(Membership membership) {
        tell(() -> listener.onMembership(membership));
    }

    @Override
    public void onStopped(@Nullable Throwable cause) {
        tell(() -> listener.onStopped(cause));
    }

    /** Takes no more events, and lets those that wait be heard. */
    public void end() {
        thread.shutdown();
    }

    private void tell(Runnable event) {
        thread.execute(() -> {
            try {
                event.run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "the listener threw: " + e, e);
            }
        });
    }
}
