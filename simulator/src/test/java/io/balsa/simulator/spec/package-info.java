/**
 * Holds the specification of {@code docs/spec} against itself, and what nodes do against the specification. Needs TLC, and
 * minutes: {@code mvn -Pspec}.
 */
@NullMarked
package io.balsa.simulator.spec;

import org.jspecify.annotations.NullMarked;
