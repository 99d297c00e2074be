/**
 * Keeps the house in order: formatting, sizes, names, banned calls and the direction of imports. Reads sources and
 * classes, starts nothing, and nothing imports it.
 *
 * <p>The formatter cannot read {@code _} alone inside a record pattern: write {@code var _}.
 */
package io.balsa.tidy;
