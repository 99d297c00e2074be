/**
 * Benchmarks: JMH of the parts, of the floors below them, and of a whole cluster in one JVM; and {@link
 * io.balsa.benchmarks.ClusterRun}, a plain run of that cluster for profilers. {@link io.balsa.benchmarks.Main} starts all of
 * them. Nobody imports this.
 *
 * <p>Forks of JMH take over the flags of the JVM that starts them, which the launcher reads from {@code jvm.args}: a
 * benchmark never names flags of its own but in {@code jvmArgsAppend}.
 */
@NullMarked
package io.balsa.benchmarks;

import org.jspecify.annotations.NullMarked;
