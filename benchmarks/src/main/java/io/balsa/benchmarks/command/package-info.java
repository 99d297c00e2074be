/**
 * What the commands of the rig share: their options, the head that says what is measured on which machine, exit codes, and the
 * files they leave.
 */
@NullMarked
package io.balsa.benchmarks.command;

import org.jspecify.annotations.NullMarked;
