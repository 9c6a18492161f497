/** What the processor adds to the time of a compilation. */
@NullMarked
package dev.adjoint.benchmarks.compile;

import org.jspecify.annotations.NullMarked;
