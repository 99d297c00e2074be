/** Tests of the Redis protocol. */
@NullMarked
package io.balsa.server.resp;

import org.jspecify.annotations.NullMarked;
