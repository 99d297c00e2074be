/**
 * The configuration file as immutable records, each validating itself; nothing here reads a file twice or creates anything.
 * Every module lists its keys, defaults and units in its own {@code reference.conf} and reads them with a
 * {@link io.balsa.config.ConfigSection} of its own. Owns no thread; everything is read on the caller's, before a node starts.
 * Imports {@code io.balsa.api}; everyone may import it.
 */
@NullMarked
package io.balsa.config;

import org.jspecify.annotations.NullMarked;
