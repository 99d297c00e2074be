/**
 * The ports {@code Transport} and {@code ClientTransport} over Aeron UDP. Owns the Aeron client, the media driver (unless
 * the user runs one), their directory and sockets.
 *
 * <p>Everything here runs on the loop thread that calls {@code poll} and {@code flush}, the embedded media driver included;
 * only names of hosts are looked up elsewhere, on virtual threads. Embedders import {@code AeronTransport},
 * {@code AeronClientTransport} and {@code AeronConfig}; nothing else is public, and nobody else sees Aeron.
 */
@NullMarked
package io.balsa.transport.aeron;

import org.jspecify.annotations.NullMarked;
