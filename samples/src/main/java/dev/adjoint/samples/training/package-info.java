/**
 * What makes networks train: optimizers, learning rates, initial values, normalization and more.
 */
@NullMarked
package dev.adjoint.samples.training;

import org.jspecify.annotations.NullMarked;
