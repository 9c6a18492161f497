package dev.adjoint.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.kernel.Kernels;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which kernels a program gets, by how it is started: each test starts a JVM. */
class LaunchTest {
  private static final String FLAG = "--add-modules=jdk.incubator.vector";

  @Test
  void withTheFlagTheClassPathGivesVectorKernels() throws Exception {
    assertThat(launchOnClassPath(FLAG))
        .contains("chosen: vector")
        .contains("kernels: vector, the fastest that are available");
  }

  @Test
  void withoutTheFlagTheClassPathGivesPlainKernelsAndTheRemedy() throws Exception {
    assertThat(launchOnClassPath())
        .contains("chosen: plain")
        .contains(
            "vector: the module jdk.incubator.vector is not resolved; "
                + "start java with --add-modules jdk.incubator.vector");
  }

  @Test
  void withoutTheFlagAskingForVectorKernelsFails() throws Exception {
    assertThat(launchOnClassPath("-Dadjoint.kernels=vector"))
        .contains("IllegalStateException: adjoint.kernels=vector cannot be honoured: the module")
        .doesNotContain("chosen");
  }

  @Test
  void withTheFlagAskingForPlainKernelsGivesThem() throws Exception {
    assertThat(launchOnClassPath(FLAG, "-Dadjoint.kernels=plain")).contains("chosen: plain");
  }

  @Test
  void onTheModulePathNoFlagIsNeeded() throws Exception {
    String modules =
        String.join(
            File.pathSeparator,
            place(Kernels.class),
            place(Differentiable.class),
            place(VectorKernels.class));
    assertThat(
            launch(
                "--module-path",
                modules,
                "--add-modules",
                "dev.adjoint.runtime",
                "--patch-module",
                "dev.adjoint.runtime.vector=" + place(Probe.class),
                "-m",
                "dev.adjoint.runtime.vector/" + Probe.class.getName()))
        .contains("chosen: vector");
  }

  private static String launchOnClassPath(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("-cp");
    arguments.add(
        String.join(
            File.pathSeparator,
            place(Kernels.class),
            place(Differentiable.class),
            place(VectorKernels.class),
            place(Probe.class)));
    arguments.add(Probe.class.getName());
    return launch(arguments.toArray(String[]::new));
  }

  private static String launch(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private static String place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
