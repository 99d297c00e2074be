package io.balsa.server.chaos;

import java.net.InetSocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** The workload over a client that others wrote. */
final class JedisKeyClient implements KeyClient {
    private static final DefaultJedisClientConfig CONFIG = DefaultJedisClientConfig.builder()
            .timeoutMillis(2000)
            .autoNegotiateProtocol(false)
            .build();

    private final Jedis jedis;

    private JedisKeyClient(Jedis jedis) {
        this.jedis = jedis;
    }

    static KeyClient connect(InetSocketAddress address) throws NotApplied {
        HostAndPort node = new HostAndPort(address.getHostString(), address.getPort());
        try {
            return new JedisKeyClient(new Jedis(node, CONFIG));
        } catch (JedisException e) {
            throw new NotApplied(e.getMessage());
        }
    }

    @Override
    public void set(String key, long value) throws NotApplied, OutcomeUnknown {
        call(client -> client.set(key, Long.toString(value)));
    }

    @Override
    public long increment(String key) throws NotApplied, OutcomeUnknown {
        Long sum = call(client -> client.incr(key));
        return sum == null ? Long.MIN_VALUE : sum;
    }

    @Override
    public @Nullable String get(String key) throws NotApplied, OutcomeUnknown {
        return call(client -> client.get(key));
    }

    @Override
    public void close() {
        try {
            jedis.close();
        } catch (JedisConnectionException e) {
            // It was broken already.
            return;
        }
    }

    private <T> @Nullable T call(Function<Jedis, @Nullable T> command) throws NotApplied, OutcomeUnknown {
        try {
            return command.apply(jedis);
        } catch (JedisException e) {
            String message = String.valueOf(e.getMessage());
            if (message.startsWith("TRYAGAIN ") || message.startsWith("BUSY ")) {
                throw new NotApplied(message);
            }
            throw new OutcomeUnknown(message);
        }
    }
}
