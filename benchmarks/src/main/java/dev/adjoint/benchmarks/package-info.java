/** Measurements of kernels, for JMH. */
@NullMarked
package dev.adjoint.benchmarks;

import org.jspecify.annotations.NullMarked;
