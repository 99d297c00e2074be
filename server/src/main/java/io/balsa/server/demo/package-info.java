/**
 * {@code balsa demo}: a cluster of processes under load loses its leader, and everything is checked afterwards. Imports
 * {@code cluster} and {@code client}; used by the command line.
 */
@NullMarked
package io.balsa.server.demo;

import org.jspecify.annotations.NullMarked;
