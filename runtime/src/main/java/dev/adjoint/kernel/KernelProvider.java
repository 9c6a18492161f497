package dev.adjoint.kernel;

import java.util.Optional;

/**
 * A service that offers kernels. An implementation's class imports nothing that may be missing at
 * run time; what needs such things stays behind {@link #kernels}.
 */
public interface KernelProvider {
  /** The name by which users choose these kernels, such as {@code vector}. */
  String name();

  /** The available provider with the highest priority is chosen; the plain kernels have 0. */
  int priority();

  /** Why these kernels cannot be used here, with the remedy; empty if they can. */
  Optional<String> unavailable();

  /**
   * The kernels; called only if they are available.
   *
   * @param workers the threads among which matrix products share their work
   */
  Kernels kernels(Workers workers);
}
