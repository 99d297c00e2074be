/**
 * The Redis serialization protocol (RESP2 and RESP3): requests in, replies out. Bytes only, no sockets and no threads; each
 * object belongs to whoever made it. Imports nothing of ours; anyone in the server may import it.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">The protocol</a>
 */
@NullMarked
package io.balsa.server.resp;

import org.jspecify.annotations.NullMarked;
