/** The memory and the time of gradients of long loops, with and without checkpoints. */
@NullMarked
package dev.adjoint.benchmarks.checkpoint;

import org.jspecify.annotations.NullMarked;
