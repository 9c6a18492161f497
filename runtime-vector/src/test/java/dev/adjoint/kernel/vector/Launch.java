package dev.adjoint.kernel.vector;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.kernel.Kernels;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts programs of the tests in JVMs of their own. */
final class Launch {
  static final String FLAG = "--add-modules=jdk.incubator.vector";

  private Launch() {}

  /** What a program says that has the kernels beside it. */
  static String onClassPath(Class<?> program, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("-cp");
    arguments.add(
        String.join(
            File.pathSeparator,
            place(Kernels.class),
            place(Differentiable.class),
            place(VectorKernels.class),
            place(program)));
    arguments.add(program.getName());
    return java(arguments.toArray(String[]::new));
  }

  static String java(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  static String place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
