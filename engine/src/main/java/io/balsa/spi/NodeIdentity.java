package io.balsa.spi;

/**
 * Who a node is. Its data directory carries the same, and one refuses the other when they differ.
 *
 * @param clusterName of the cluster
 * @param groupId     Raft group within the cluster; 0 while there is one
 * @param nodeId      member id, from 1
 */
public record NodeIdentity(String clusterName, int groupId, int nodeId) {
    /** The cluster's name as a number for the wire: FNV-1a over its UTF-8 bytes, 64 bits. */
    public long clusterId() {
        long hash = 0xcbf29ce484222325L;
        for (byte b : clusterName.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}
