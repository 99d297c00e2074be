/** What an embedder writes; only the public API is seen here. */
@NullMarked
package io.balsa.simulator.example;

import org.jspecify.annotations.NullMarked;
