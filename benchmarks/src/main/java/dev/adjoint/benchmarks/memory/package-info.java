/** How much memory training steps have in use at once. */
@NullMarked
package dev.adjoint.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
