package dev.adjoint.kernel.conformance;

import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.PlainKernels;
import dev.adjoint.kernel.Workers;

class PlainImagesTest extends ImagesConformance {
  @Override
  protected Kernels kernels(Workers workers) {
    return new PlainKernels(workers);
  }
}
