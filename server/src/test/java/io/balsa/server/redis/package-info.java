/** Tests of the Redis server over a node in this process and real sockets. */
@NullMarked
package io.balsa.server.redis;

import org.jspecify.annotations.NullMarked;
