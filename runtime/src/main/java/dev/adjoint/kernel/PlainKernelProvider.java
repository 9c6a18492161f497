package dev.adjoint.kernel;

import java.util.Optional;

/** Offers the plain kernels, which run everywhere. */
final class PlainKernelProvider implements KernelProvider {
  @Override
  public String name() {
    return "plain";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Kernels kernels(Workers workers) {
    return new PlainKernels(workers);
  }
}
