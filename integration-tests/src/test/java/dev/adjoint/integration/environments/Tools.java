package dev.adjoint.integration.environments;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.processor.AdjointProcessor;
import dev.adjoint.tensor.Tensor;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The tools of a user's machine, each in a process of its own, in some folder. */
record Tools(Path folder) {
  /** Annotations and runtime, as class path or module path. */
  static final String LIBRARY = path(of(Differentiable.class), of(Tensor.class));

  /** The processor as it is published. */
  static final Path PROCESSOR = of(AdjointProcessor.class);

  static final Path JSPECIFY = of(NullMarked.class);

  /** How a tool ended, and what it printed. */
  record Result(int status, String output) {}

  private static Path of(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A jar that Maven has put there for these tests. */
  static Path jar(String artifact) {
    return Path.of("target", "environments", artifact + ".jar").toAbsolutePath();
  }

  static String path(Object... entries) {
    return Arrays.stream(entries)
        .map(Object::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  Tools write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  Result javac(String... arguments) throws IOException, InterruptedException {
    return run("javac", arguments);
  }

  Result java(String... arguments) throws IOException, InterruptedException {
    return run("java", arguments);
  }

  private Result run(String tool, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    // What tests set for themselves would be mentioned in the output.
    Stream.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS").forEach(builder.environment()::remove);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
