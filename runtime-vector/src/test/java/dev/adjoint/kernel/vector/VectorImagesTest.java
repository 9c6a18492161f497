package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.Workers;
import dev.adjoint.kernel.conformance.ImagesConformance;

class VectorImagesTest extends ImagesConformance {
  @Override
  protected Kernels kernels(Workers workers) {
    return new VectorKernels(workers);
  }
}
