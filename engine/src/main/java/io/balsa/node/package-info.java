/**
 * The loop that turns the crank: it hears peers and clients, drains the callers' ring, drives the core, the journal and the
 * transport, applies what is committed and answers. One loop thread owns everything here but the callers' edge. Imported by
 * {@code io.balsa} alone, and by the simulator, which drives the same loop.
 */
@NullMarked
package io.balsa.node;

import org.jspecify.annotations.NullMarked;
