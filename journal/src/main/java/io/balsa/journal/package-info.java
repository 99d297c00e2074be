/**
 * The record log: format, chain of checksums, truncation, recovery, group commit and cold reads, over the narrow port
 * {@link io.balsa.journal.RecordStore}. The log belongs to the node's loop; syncs run on a platform thread, cold reads on
 * virtual threads. Imports {@code io.balsa.spi}, {@code io.balsa.codec} and {@code io.balsa.config}; an embedder starts from
 * {@link io.balsa.journal.ChronicleJournal}.
 */
@NullMarked
package io.balsa.journal;

import org.jspecify.annotations.NullMarked;
