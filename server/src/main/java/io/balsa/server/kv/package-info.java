/**
 * The replicated key-value store: the state machine, and the encoding of its requests and answers. It knows the Redis
 * data model (strings) and nothing of the Redis protocol. {@code KeyValueStore} belongs to the node's loop; encoders and
 * readers belong to whoever made them. Imports {@code io.balsa.api}; anyone in the server may import it.
 */
@NullMarked
package io.balsa.server.kv;

import org.jspecify.annotations.NullMarked;
