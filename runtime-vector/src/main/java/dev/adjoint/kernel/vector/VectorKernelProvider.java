package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.KernelProvider;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.Workers;
import java.util.Optional;

/** Offers the vector kernels where the JVM has resolved {@code jdk.incubator.vector}. */
public final class VectorKernelProvider implements KernelProvider {
  private static final String MODULE = "jdk.incubator.vector";

  /** Creates the provider, as {@link java.util.ServiceLoader} does. */
  public VectorKernelProvider() {}

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int priority() {
    return 100;
  }

  @Override
  public Optional<String> unavailable() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return Optional.of(
          "the module " + MODULE + " is not resolved; start java with --add-modules " + MODULE);
    }
    return Lanes.unavailable();
  }

  @Override
  public Kernels kernels(Workers workers) {
    return new VectorKernels(workers);
  }
}
