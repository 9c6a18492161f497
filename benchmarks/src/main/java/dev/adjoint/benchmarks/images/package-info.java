/** Operations on images beside PyTorch's: convolutions, pooling and batch normalization. */
@NullMarked
package dev.adjoint.benchmarks.images;

import org.jspecify.annotations.NullMarked;
