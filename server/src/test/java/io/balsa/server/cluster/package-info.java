/** Tests of the processes of a cluster. */
@NullMarked
package io.balsa.server.cluster;

import org.jspecify.annotations.NullMarked;
