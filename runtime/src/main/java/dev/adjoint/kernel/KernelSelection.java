package dev.adjoint.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The choice between providers, as a function of what the user asked for and what there is.
 *
 * @param kernels the chosen kernels
 * @param reason one line for the log: which kernels, why, and how to get others
 */
record KernelSelection(Kernels kernels, String reason) {
  static final String PROPERTY = "adjoint.kernels";

  private static final String VECTOR_REMEDY =
      "for faster ones put adjoint-runtime-vector on the class path or module path and start java "
          + "with --add-modules jdk.incubator.vector";

  /**
   * Chooses.
   *
   * @param wanted the name that the user asked for; empty for the best available
   * @throws IllegalStateException if the wanted kernels are unknown or cannot be used
   */
  static KernelSelection choose(String wanted, List<KernelProvider> providers, Workers workers) {
    return wanted.isEmpty() ? best(providers, workers) : named(wanted, providers, workers);
  }

  private static KernelSelection named(
      String wanted, List<KernelProvider> providers, Workers workers) {
    for (KernelProvider provider : providers) {
      if (provider.name().equals(wanted)) {
        provider
            .unavailable()
            .ifPresent(
                reason -> {
                  throw new IllegalStateException(
                      PROPERTY + "=" + wanted + " cannot be honoured: " + reason);
                });
        return new KernelSelection(
            provider.kernels(workers), "kernels: " + wanted + ", as -D" + PROPERTY + " asks");
      }
    }
    String known =
        providers.stream().map(KernelProvider::name).sorted().collect(Collectors.joining(", "));
    throw new IllegalStateException(
        "%s=%s cannot be honoured: no such kernels, only %s; %s"
            .formatted(PROPERTY, wanted, known, VECTOR_REMEDY));
  }

  private static KernelSelection best(List<KernelProvider> providers, Workers workers) {
    List<KernelProvider> ranked = new ArrayList<>(providers);
    ranked.sort(
        Comparator.comparingInt(KernelProvider::priority)
            .reversed()
            .thenComparing(KernelProvider::name));
    List<String> refusals = new ArrayList<>();
    for (KernelProvider provider : ranked) {
      if (provider.unavailable().isEmpty()) {
        return new KernelSelection(provider.kernels(workers), reason(provider, refusals));
      }
      refusals.add(provider.name() + ": " + provider.unavailable().get());
    }
    throw new IllegalStateException("no kernels can be used: " + String.join("; ", refusals));
  }

  private static String reason(KernelProvider chosen, List<String> refusals) {
    String name = "kernels: " + chosen.name();
    if (!refusals.isEmpty()) {
      return name + ", because others cannot be used (" + String.join("; ", refusals) + ")";
    }
    return chosen.priority() > 0
        ? name + ", the fastest that are available"
        : name + ", because no others are present; " + VECTOR_REMEDY;
  }
}
