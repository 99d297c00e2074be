package io.balsa.node;

import io.balsa.api.Reason;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** Brings outcomes to whoever waits for them: a call of this process, a client, or the member that passed it on. Loop thread. */
final class Answers {
    private final Int2ObjectHashMap<ReplyBatch> members = new Int2ObjectHashMap<>();
    private final List<ReplyBatch> unsent = new ArrayList<>();
    private final Context context;
    private final Calls calls;
    private final Clients clients;

    Answers(Context context, Calls calls, Clients clients) {
        this.context = context;
        this.calls = calls;
        this.clients = clients;
    }

    void applied(Origin origin, long index, long term, ResultBuffer result) {
        if (origin.kind == Origin.LOCAL) {
            Call call = calls.find(origin.correlationId);
            if (call != null) {
                calls.applied(call, index, term, result.bytes(), 0, result.length());
            }
        } else {
            ReplyBatch batch = batchFor(origin);
            if (batch != null) {
                batch.applied(origin.correlationId, index, term, result);
            }
        }
    }

    void notAppended(Origin origin, Reason reason) {
        if (origin.kind == Origin.LOCAL) {
            Call call = calls.find(origin.correlationId);
            if (call != null) {
                calls.notAppended(call, reason);
            }
        } else {
            context.counters().refused(reason);
            ReplyBatch batch = batchFor(origin);
            if (batch != null) {
                batch.notAppended(origin.correlationId, reason);
            }
        }
    }

    void unknown(Origin origin, Reason reason) {
        if (origin.kind == Origin.LOCAL) {
            Call call = calls.find(origin.correlationId);
            if (call != null) {
                calls.unknown(call, reason);
            }
        } else {
            context.counters().refused(reason);
            ReplyBatch batch = batchFor(origin);
            if (batch != null) {
                batch.unknown(origin.correlationId, reason);
            }
        }
    }

    /** Whether anybody is still there to be told. */
    boolean isWanted(Origin origin) {
        return switch (origin.kind) {
            case Origin.LOCAL -> calls.find(origin.correlationId) != null;
            case Origin.CLIENT -> clients.find(origin.source) != null;
            default -> true;
        };
    }

    /** Sends what this turn has to tell remote parties. */
    void flush() {
        if (unsent.isEmpty()) {
            return;
        }
        int kept = 0;
        for (int i = 0; i < unsent.size(); i++) {
            ReplyBatch batch = unsent.get(i);
            if (batch.flush()) {
                batch.listed(false);
            } else {
                unsent.set(kept++, batch);
            }
        }
        for (int i = unsent.size() - 1; i >= kept; i--) {
            unsent.remove(i);
        }
    }

    private @Nullable ReplyBatch batchFor(Origin origin) {
        ReplyBatch batch =
                origin.kind == Origin.CLIENT ? clients.find(origin.source) : memberBatch((int) origin.source);
        if (batch != null && !batch.isListed()) {
            batch.listed(true);
            unsent.add(batch);
        }
        return batch;
    }

    private ReplyBatch memberBatch(int memberId) {
        ReplyBatch batch = members.get(memberId);
        if (batch == null) {
            batch = new ReplyBatch(
                    context.links().to(memberId), context.limits().backlogs().maxReplyBacklogBytes());
            members.put(memberId, batch);
        }
        return batch;
    }
}
