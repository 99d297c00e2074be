package io.balsa.server.kv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Hands the latest {@link Keyspace} from the loop to any thread without a lock and without allocation on the loop: a
 * sequence lock, odd while the one writer writes.
 */
final class KeyspaceCell {
    private static final VarHandle VERSION;

    static {
        try {
            VERSION = MethodHandles.lookup().findVarHandle(KeyspaceCell.class, "version", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // through VERSION
    private long version;

    private long index;
    private long keys;
    private long stateHash;

    void set(long newIndex, long newKeys, long newStateHash) {
        long odd = (long) VERSION.get(this) + 1;
        VERSION.setOpaque(this, odd);
        VarHandle.storeStoreFence();
        index = newIndex;
        keys = newKeys;
        stateHash = newStateHash;
        VERSION.setRelease(this, odd + 1);
    }

    Keyspace get() {
        while (true) {
            long before = (long) VERSION.getAcquire(this);
            Keyspace copy = new Keyspace(index, keys, stateHash);
            VarHandle.loadLoadFence();
            if ((before & 1) == 0 && before == (long) VERSION.getOpaque(this)) {
                return copy;
            }
            Thread.onSpinWait();
        }
    }
}
