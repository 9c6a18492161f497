package dev.adjoint.nn;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/**
 * The state of an LSTM.
 *
 * @param h what it shows, of shape {@code [n, hidden]}
 * @param c its memory, of the same shape
 */
@Differentiable
public record LstmState(@Shape("N, H") Tensor h, @Shape("N, H") Tensor c) {}
