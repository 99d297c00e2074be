package io.balsa.node;

import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Writes down what it is told. */
final class Recorder implements OutcomeHandler {
    final List<String> said = new ArrayList<>();

    @Override
    public void onApplied(long correlationId, long index, DirectBuffer result, int offset, int length) {
        said.add("applied " + correlationId + " " + index + " " + length);
    }

    @Override
    public void onNotAppended(long correlationId, Reason reason) {
        said.add("not appended " + correlationId + " " + reason);
    }

    @Override
    public void onUnknown(long correlationId, Reason reason) {
        said.add("unknown " + correlationId + " " + reason);
    }
}
