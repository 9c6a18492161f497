/**
 * Optimizers, learning rate schedules, and what stands between a gradient and a step: clipping,
 * accumulation, averages of weights. All work on any parameter tree, and neither compute gradients
 * nor know about data or epochs.
 */
@NullMarked
package dev.adjoint.optim;

import org.jspecify.annotations.NullMarked;
