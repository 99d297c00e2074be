/** Tests of the demo. */
@NullMarked
package io.balsa.server.demo;

import org.jspecify.annotations.NullMarked;
