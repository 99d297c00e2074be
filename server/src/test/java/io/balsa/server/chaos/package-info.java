/** Tests of the cluster of processes. */
@NullMarked
package io.balsa.server.chaos;

import org.jspecify.annotations.NullMarked;
