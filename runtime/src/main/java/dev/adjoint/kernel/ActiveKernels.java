package dev.adjoint.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The kernels that tensor operations use, chosen once when first needed.
 *
 * <p>The system property {@code adjoint.kernels} asks for some by name, such as {@code plain} or
 * {@code vector}; without it the available provider with the highest priority is taken. One line of
 * the log says which were chosen and why. Large work is shared among {@link Workers#shared}.
 */
public final class ActiveKernels {
  private ActiveKernels() {}

  /**
   * The chosen kernels.
   *
   * @throws IllegalStateException if the property asks for kernels that cannot be used
   */
  public static Kernels get() {
    return Holder.KERNELS;
  }

  private static Kernels choose() {
    List<KernelProvider> providers = new ArrayList<>();
    providers.add(new PlainKernelProvider());
    ServiceLoader.load(KernelProvider.class, KernelProvider.class.getClassLoader())
        .forEach(providers::add);
    KernelSelection selection =
        KernelSelection.choose(
            System.getProperty(KernelSelection.PROPERTY, ""), providers, Workers.shared());
    Logger logger = System.getLogger(ActiveKernels.class.getName());
    logger.log(Level.INFO, selection.reason());
    return new ThreadedKernels(selection.kernels(), Workers.shared());
  }

  /** Delays the choice until kernels are needed, and lets the JIT treat it as a constant. */
  private static final class Holder {
    static final Kernels KERNELS = choose();
  }
}
