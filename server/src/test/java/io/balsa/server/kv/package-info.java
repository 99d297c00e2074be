/** Tests of the key-value store. */
@NullMarked
package io.balsa.server.kv;

import org.jspecify.annotations.NullMarked;
