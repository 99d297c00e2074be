package io.balsa.server.redis;

import io.balsa.server.resp.Arguments;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Refuses what the server cannot do, and says why where Redis could. */
final class Unsupported {
    static final String NO_AUTH = "ERR AUTH is not supported: this server has no users and no passwords";

    private static final int SHOWN_LENGTH = 128;
    private static final Map<String, String> REASONS = new HashMap<>();

    static {
        explain("there are no transactions yet; one command is atomic, also MSET", "MULTI EXEC DISCARD WATCH UNWATCH");
        explain(
                "expiry is not supported yet",
                "EXPIRE PEXPIRE EXPIREAT PEXPIREAT EXPIRETIME PEXPIRETIME TTL PTTL PERSIST SETEX PSETEX GETEX");
        explain("there is no scripting", "EVAL EVALSHA EVAL_RO EVALSHA_RO SCRIPT FUNCTION FCALL FCALL_RO");
        explain(
                "there is no publish and subscribe",
                "SUBSCRIBE UNSUBSCRIBE PSUBSCRIBE PUNSUBSCRIBE SSUBSCRIBE SUNSUBSCRIBE PUBLISH SPUBLISH PUBSUB"
                        + " MONITOR");
        explain(
                "values are strings only",
                "LPUSH RPUSH LPUSHX RPUSHX LPOP RPOP LRANGE LLEN LINDEX LSET LREM LTRIM BLPOP BRPOP LMOVE RPOPLPUSH"
                        + " HSET HGET HMSET HMGET HGETALL HDEL HLEN HEXISTS HKEYS HVALS HINCRBY HSCAN HSETNX"
                        + " SADD SREM SMEMBERS SISMEMBER SCARD SPOP SRANDMEMBER SUNION SINTER SDIFF SSCAN"
                        + " ZADD ZREM ZRANGE ZSCORE ZCARD ZINCRBY ZRANK ZCOUNT ZPOPMIN ZPOPMAX ZSCAN"
                        + " XADD XRANGE XREAD XLEN XDEL XTRIM XGROUP XREADGROUP XACK PFADD PFCOUNT GEOADD GEOSEARCH");
        explain(
                "replication is Balsa's own; INFO raft tells about it",
                "CLUSTER REPLICAOF SLAVEOF PSYNC SYNC REPLCONF FAILOVER WAIT WAITAOF READONLY READWRITE ASKING");
        explain("the log is on disk already; there is nothing to save", "SAVE BGSAVE BGREWRITEAOF LASTSAVE");
        explain("end the process with SIGTERM instead", "SHUTDOWN");
    }

    private Unsupported() {}

    /** Answers a command that is not in the table. */
    static void refuse(Call call) {
        Arguments words = call.arguments;
        String name = words.shown(0, SHOWN_LENGTH);
        String upper = name.toUpperCase(Locale.ROOT);
        String reason = REASONS.get(upper);
        if (upper.equals("AUTH")) {
            call.error(NO_AUTH);
        } else if (reason != null) {
            call.error("ERR " + upper + " is not supported: " + reason);
        } else {
            call.error("ERR unknown command '" + name + "', with args beginning with: " + beginning(words));
        }
    }

    private static String beginning(Arguments words) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < words.count() && text.length() < SHOWN_LENGTH; i++) {
            text.append('\'')
                    .append(words.shown(i, SHOWN_LENGTH - text.length()))
                    .append("' ");
        }
        return text.toString();
    }

    private static void explain(String reason, String names) {
        List.of(names.split(" ")).forEach(name -> REASONS.put(name, reason));
    }
}
