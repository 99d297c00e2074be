/** Tests of the configuration: every kind of error, with its place and its advice. */
@NullMarked
package io.balsa.config;

import org.jspecify.annotations.NullMarked;
