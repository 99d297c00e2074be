package io.balsa.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A future that the loop completes, so that waiting for it on the loop's own thread would never end: there, {@code get} and
 * {@code join} throw {@link IllegalStateException} while it is not complete, and so do those of whatever is chained to it.
 */
final class OutcomeFuture<T> extends CompletableFuture<T> {
    private final Ingress.Wakeup loop;

    OutcomeFuture(Ingress.Wakeup loop) {
        this.loop = loop;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new OutcomeFuture<>(loop);
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        checkMayWait();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        checkMayWait();
        return super.get(timeout, unit);
    }

    @Override
    public T join() {
        checkMayWait();
        return super.join();
    }

    private void checkMayWait() {
        if (!isDone()) {
            loop.checkMayWait();
        }
    }
}
