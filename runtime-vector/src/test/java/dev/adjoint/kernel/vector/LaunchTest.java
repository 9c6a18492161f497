package dev.adjoint.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.kernel.Kernels;
import java.io.File;
import org.junit.jupiter.api.Test;

/** Which kernels a program gets, by how it is started: each test starts a JVM. */
class LaunchTest {
  @Test
  void withTheFlagTheClassPathGivesVectorKernels() throws Exception {
    assertThat(Launch.onClassPath(Probe.class, Launch.FLAG))
        .contains("chosen: vector")
        .contains("kernels: vector, the fastest that are available");
  }

  @Test
  void withoutTheFlagTheClassPathGivesPlainKernelsAndTheRemedy() throws Exception {
    assertThat(Launch.onClassPath(Probe.class))
        .contains("chosen: plain")
        .contains(
            "vector: the module jdk.incubator.vector is not resolved; "
                + "start java with --add-modules jdk.incubator.vector");
  }

  @Test
  void withoutTheFlagAskingForVectorKernelsFails() throws Exception {
    assertThat(Launch.onClassPath(Probe.class, "-Dadjoint.kernels=vector"))
        .contains("IllegalStateException: adjoint.kernels=vector cannot be honoured: the module")
        .doesNotContain("chosen");
  }

  @Test
  void withTheFlagAskingForPlainKernelsGivesThem() throws Exception {
    assertThat(Launch.onClassPath(Probe.class, Launch.FLAG, "-Dadjoint.kernels=plain"))
        .contains("chosen: plain");
  }

  @Test
  void onTheModulePathNoFlagIsNeeded() throws Exception {
    String modules =
        String.join(
            File.pathSeparator,
            Launch.place(Kernels.class),
            Launch.place(Differentiable.class),
            Launch.place(VectorKernels.class));
    assertThat(
            Launch.java(
                "--module-path",
                modules,
                "--add-modules",
                "dev.adjoint.runtime",
                "--patch-module",
                "dev.adjoint.runtime.vector=" + Launch.place(Probe.class),
                "-m",
                "dev.adjoint.runtime.vector/" + Probe.class.getName()))
        .contains("chosen: vector");
  }
}
