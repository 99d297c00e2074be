package io.balsa.server.chaos;

import io.balsa.server.client.ErrorReply;
import io.balsa.server.client.RedisClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Over the server's own small client. */
public final class PlainKeyClient implements KeyClient {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RedisClient client;

    private PlainKeyClient(RedisClient client) {
        this.client = client;
    }

    /** Connects. */
    public static KeyClient connect(InetSocketAddress address) throws NotApplied {
        try {
            return new PlainKeyClient(new RedisClient(address, PATIENCE));
        } catch (IOException e) {
            throw new NotApplied(e.getMessage());
        }
    }

    @Override
    public void set(String key, long value) throws NotApplied, OutcomeUnknown {
        call("SET", key, Long.toString(value));
    }

    @Override
    public long increment(String key) throws NotApplied, OutcomeUnknown {
        return call("INCR", key) instanceof Long sum ? sum : Long.MIN_VALUE;
    }

    @Override
    public @Nullable String get(String key) throws NotApplied, OutcomeUnknown {
        Object value = call("GET", key);
        return value == null ? null : value.toString();
    }

    @Override
    public void close() {
        client.close();
    }

    private @Nullable Object call(String... words) throws NotApplied, OutcomeUnknown {
        Object answer;
        try {
            answer = client.call(words);
        } catch (IOException e) {
            throw new OutcomeUnknown(e.getMessage());
        }
        if (answer instanceof ErrorReply error) {
            if (error.isRetryable()) {
                throw new NotApplied(error.text());
            }
            throw new OutcomeUnknown(error.text());
        }
        return answer;
    }
}
