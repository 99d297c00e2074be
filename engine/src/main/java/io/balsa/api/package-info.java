/**
 * What an embedder implements or receives. Owns no thread and no state; imports nothing else of Balsa, so that a state
 * machine depends on this package and on Agrona's buffers alone. Everyone may import it.
 */
@NullMarked
package io.balsa.api;

import org.jspecify.annotations.NullMarked;
