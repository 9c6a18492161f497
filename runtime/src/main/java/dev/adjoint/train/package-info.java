/**
 * The training loop, its settings, its progress line and its result. The mathematics of an update
 * lives with the optimizers.
 */
@NullMarked
package dev.adjoint.train;

import org.jspecify.annotations.NullMarked;
