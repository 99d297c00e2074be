package io.balsa.server.redis;

import io.balsa.api.Reason;
import io.balsa.server.kv.Result;

/**
 * The sentences that clients are told. Where clients look at them, they are Redis's own. The first word tells a program what
 * it may do:
 *
 * <pre>
 * ERR       the command is wrong; sending it again will not help
 * BUSY      certainly not applied; too much is under way, send it again later
 * TRYAGAIN  certainly not applied (a read: not answered); send it again, here or to another node
 * UNKNOWN   a write that was perhaps applied, perhaps not, perhaps will be; read before writing again
 * </pre>
 */
final class ErrorText {
    static final String SYNTAX = "ERR syntax error";
    static final String NOT_AN_INTEGER = "ERR value is not an integer or out of range";
    static final String OVERFLOW = "ERR increment or decrement would overflow";
    static final String INVALID_CURSOR = "ERR invalid cursor";
    static final String NO_EXPIRY = "ERR expiry is not supported yet: %s is refused rather than ignored";
    static final String TOO_MANY_CLIENTS = "ERR max number of clients reached";

    private ErrorText() {}

    static String arity(String name) {
        return "ERR wrong number of arguments for '" + name + "' command";
    }

    static String unknownSubcommand(String shown, String name) {
        return "ERR unknown subcommand '" + shown + "'. Try " + name + " HELP.";
    }

    /** For an answer of the store that is none of the values. */
    static String ofResult(byte tag) {
        return switch (tag) {
            case Result.NOT_AN_INTEGER -> NOT_AN_INTEGER;
            case Result.OVERFLOW -> OVERFLOW;
            case Result.TOO_LONG -> "ERR string exceeds maximum allowed size (balsa.server.max-value-length)";
            case Result.OLD_TOO_LONG ->
                "ERR the old value is longer than balsa.server.max-value-length; nothing was written";
            case Result.ANSWER_TOO_LARGE ->
                "ERR the answer is longer than balsa.limits.max-result-length; a write took effect nevertheless. Ask"
                        + " for less at a time, with SCAN instead of KEYS";
            default -> "ERR the node's store does not understand this command; all nodes should run the same version";
        };
    }

    /** For a command that certainly was not applied, or a query that was not answered. */
    static String notApplied(Reason reason, boolean write) {
        if (reason == Reason.TOO_LARGE || reason == Reason.FAILED) {
            return "ERR " + because(reason);
        }
        String prefix = reason == Reason.BUSY ? "BUSY " : "TRYAGAIN ";
        return prefix + because(reason) + (write ? "; nothing was written" : "; nothing was read");
    }

    /** For a write of which nobody can say whether it was or will be applied. */
    static String unknown(Reason reason) {
        return "UNKNOWN outcome: the write may or may not have been applied, or may be later: " + because(reason);
    }

    private static String because(Reason reason) {
        return switch (reason) {
            case BUSY -> "too much is under way on this node or its leader";
            case TOO_LARGE -> "the command is longer than balsa.limits.max-command-length";
            case NO_LEADER -> "no leader is known at present";
            case NOT_LEADER -> "the command could not be passed on to the leader";
            case DEADLINE -> "there was no answer within balsa.limits.submit-timeout";
            case SUPERSEDED -> "the leader changed and another command took its place";
            case CLOSED -> "the node is closing";
            case FAILED -> "the store failed to answer, and the node's log says why";
            case LEADER_LOST -> "the leader changed, or the way to it was lost, while the command was under way";
        };
    }
}
