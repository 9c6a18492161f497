/**
 * Passes that make the two sweeps what a person would have written: each is named after what it
 * does, and {@code Optimizer} lists them with the reason for their order.
 */
@NullMarked
package dev.adjoint.processor.optimize;

import org.jspecify.annotations.NullMarked;
