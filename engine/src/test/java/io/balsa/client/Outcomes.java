package io.balsa.client;

import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Keeps what callers are told, as text: {@code 1 applied x}, {@code 2 not BUSY}, {@code 3 unknown DEADLINE}. */
final class Outcomes implements OutcomeHandler {
    final List<String> told = new ArrayList<>();
    /** Thrown once something was told. */
    @Nullable
    Error thrown;

    @Override
    public void onApplied(long correlationId, long index, DirectBuffer result, int offset, int length) {
        tell(correlationId + " applied " + result.getStringWithoutLengthUtf8(offset, length));
    }

    @Override
    public void onNotAppended(long correlationId, Reason reason) {
        tell(correlationId + " not " + reason);
    }

    @Override
    public void onUnknown(long correlationId, Reason reason) {
        tell(correlationId + " unknown " + reason);
    }

    private void tell(String text) {
        told.add(text);
        if (thrown != null) {
            throw thrown;
        }
    }
}
