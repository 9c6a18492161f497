/** Matrix products, elementwise operations, attention and optimizers beside PyTorch's. */
@NullMarked
package dev.adjoint.benchmarks.operations;

import org.jspecify.annotations.NullMarked;
