package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.Workers;
import dev.adjoint.kernel.conformance.GemmConformance;

class VectorGemmTest extends GemmConformance {
  @Override
  protected Kernels kernels(Workers workers) {
    return new VectorKernels(workers);
  }
}
