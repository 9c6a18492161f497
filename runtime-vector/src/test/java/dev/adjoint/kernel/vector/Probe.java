package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.ActiveKernels;

/** A program that says which kernels it gets; {@link LaunchTest} starts it. */
final class Probe {
  private Probe() {}

  public static void main(String[] arguments) {
    System.out.println("chosen: " + ActiveKernels.get().name());
  }
}
