/** Time and memory of whole training steps, each beside the same step of PyTorch. */
@NullMarked
package dev.adjoint.benchmarks.steps;

import org.jspecify.annotations.NullMarked;
