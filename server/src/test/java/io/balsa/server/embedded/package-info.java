/** Nodes and clients as an embedder runs them, on the real journal and the real transport. */
package io.balsa.server.embedded;
