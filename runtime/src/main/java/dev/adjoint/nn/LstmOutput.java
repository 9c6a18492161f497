package dev.adjoint.nn;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/**
 * What an LSTM makes of sequences.
 *
 * @param shown what it shows after each step, of shape {@code [n, t, hidden]}
 * @param state its state after the last step
 */
@Differentiable
public record LstmOutput(@Shape("N, T, H") Tensor shown, LstmState state) {}
