/**
 * Optimizers and learning rate schedules, which work on any parameter tree. They neither compute
 * gradients nor know about data or epochs.
 */
@NullMarked
package dev.adjoint.optim;

import org.jspecify.annotations.NullMarked;
