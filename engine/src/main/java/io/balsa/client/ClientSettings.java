package io.balsa.client;

import io.balsa.config.Address;
import io.balsa.config.LimitsConfig;
import io.balsa.config.LoopConfig;
import java.util.List;

/**
 * What a client is told by its builder.
 *
 * @param clusterName that the nodes have too
 * @param groupId     Raft group within the cluster
 * @param addresses   of some nodes, at least one; the others are learned
 * @param limits      of calls: lengths, ring, pending calls, patience; what concerns nodes alone is ignored
 * @param loop        where the loop runs and how it idles
 * @param times       of the link
 */
public record ClientSettings(
        String clusterName, int groupId, List<String> addresses, LimitsConfig limits, LoopConfig loop, Times times) {
    /** @throws IllegalArgumentException when there is no address, or a malformed one */
    public ClientSettings {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException(
                    "a client needs the address of at least one node, such as 127.0.0.1:9001");
        }
        addresses.forEach(Address::parse);
    }

    /**
     * Of the link to a node.
     *
     * @param connectNs   a link that is not up after so long is given up for the next address
     * @param keepAliveNs how often an open link is tested
     * @param answerNs    a node that says nothing for so long is given up for the next address; time in which the client's own
     *                    loop stood still does not count. 0 for four fifths of the election timeout that the node tells
     */
    public record Times(long connectNs, long keepAliveNs, long answerNs) {
        private static final long MS = 1_000_000;

        /**
         * What suits a network within one place. Who is silent for nearly an election timeout will not be followed by its peers
         * much longer either, and a client that is at one of those then hears first who leads.
         */
        public static final Times DEFAULT = new Times(500 * MS, 100 * MS, 0);

        /** @throws IllegalArgumentException when one is not positive, or no answer could come in time */
        public Times {
            if (connectNs <= 0 || keepAliveNs <= 0 || answerNs != 0 && answerNs <= keepAliveNs) {
                throw new IllegalArgumentException("times must be positive, and the answer timeout (" + answerNs
                        + " ns) longer than the keep-alive interval (" + keepAliveNs + " ns)");
            }
        }
    }
}
