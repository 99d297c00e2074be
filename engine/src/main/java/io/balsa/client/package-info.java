/**
 * The client's loop: it finds the leader, sends it together what callers placed since the last turn, and tells every
 * caller what is known of its call. One loop thread owns everything here; callers meet it at the {@code CallDesk}. Imports
 * everything but the root package; imported by {@code io.balsa} alone.
 */
@NullMarked
package io.balsa.client;

import org.jspecify.annotations.NullMarked;
