/**
 * Tests of the core: one for each sentence of the Raft paper (extended version, Figure 2 and §5 to §6.4 of paper and
 * dissertation) and for each rule of the design that concerns the parts built, on a single core with scripted peers
 * ({@code Scripted}); unit tests of its small parts; and whole clusters of cores under faults, driven by one seed
 * ({@code FaultyCluster}). Paragraphs with "dissertation" before them are of Ongaro's dissertation, the others of the paper.
 *
 * <p>Left out until the parts are built:
 *
 * <ul>
 *   <li>§6, changes of membership: appending a joint configuration and the new one after it, catching learners up before
 *       they vote, a leader that is not part of the new configuration and steps down, servers that were removed. What exists
 *       is tested: majorities of a joint configuration, the latest configuration of the log in force, restored on truncation.
 *   <li>§7, snapshots: InstallSnapshot, discarding the log. What exists is tested: a log whose
 *       beginning was purged, and peers that need it.
 *   <li>§8, clients: sessions and duplicates belong to {@code io.balsa.node}; of reads, ReadIndex is here.
 *   <li>Dissertation §3.10, transfer of leadership; §6.4.1, leases.
 * </ul>
 */
package io.balsa.core;
