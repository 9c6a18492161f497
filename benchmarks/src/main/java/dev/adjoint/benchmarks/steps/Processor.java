package dev.adjoint.benchmarks.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processor of this machine. */
final class Processor {
  private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");

  private Processor() {}

  /**
   * Its name with family and model, which tell generations apart that share a name; of what is not
   * Linux the architecture alone.
   */
  static String name() {
    try (Stream<String> lines = Files.lines(DESCRIPTION)) {
      Map<String, String> first =
          lines
              .takeWhile(line -> !line.isBlank())
              .map(line -> line.split("\\s*:\\s*", 2))
              .filter(parts -> parts.length == 2)
              .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> a));
      if (first.containsKey("model name")) {
        return "%s family %s model %s"
            .formatted(
                first.get("model name").replace(',', ' ').strip(),
                first.getOrDefault("cpu family", "?"),
                first.getOrDefault("model", "?"));
      }
    } catch (IOException e) {
      // The architecture is named instead.
    }
    return System.getProperty("os.arch");
  }
}
