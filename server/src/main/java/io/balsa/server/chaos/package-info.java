/**
 * {@code balsa chaos}: processes are killed and stopped at random while workers write, read, and check every answer against
 * what they were told before. Imports {@code cluster} and {@code client}; used by the command line and by tests.
 */
@NullMarked
package io.balsa.server.chaos;

import org.jspecify.annotations.NullMarked;
