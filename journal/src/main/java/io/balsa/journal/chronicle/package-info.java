/**
 * The production {@link io.balsa.journal.RecordStore}: Chronicle Queue for the writes, plain file channels and read-only
 * mappings for everything else. The only package that sees {@code net.openhft}. Used by {@code io.balsa.journal} alone.
 */
@NullMarked
package io.balsa.journal.chronicle;

import org.jspecify.annotations.NullMarked;
