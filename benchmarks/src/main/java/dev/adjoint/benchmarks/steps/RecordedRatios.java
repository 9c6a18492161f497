package dev.adjoint.benchmarks.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How many times as fast as the peer models were, in a file with a line for each: processor, Java,
 * threads, model, ratio.
 */
final class RecordedRatios {
  private static final String HEADER = "processor,java,threads,model,ratio";

  private final Map<String, Double> ratios = new TreeMap<>();

  /** No ratios. */
  RecordedRatios() {}

  /** The ratios of a file; none if there is no such file. */
  static RecordedRatios read(Path path) throws IOException {
    RecordedRatios recorded = new RecordedRatios();
    if (Files.exists(path)) {
      for (String line : Files.readAllLines(path)) {
        int end = line.lastIndexOf(',');
        if (!line.isBlank() && !line.equals(HEADER)) {
          if (end < 0) {
            throw new IOException("%s: no ratio in the line \"%s\"".formatted(path, line));
          }
          recorded.ratios.put(line.substring(0, end), Double.valueOf(line.substring(end + 1)));
        }
      }
    }
    return recorded;
  }

  void write(Path path) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    ratios.forEach((key, ratio) -> lines.add("%s,%.3f".formatted(key, ratio)));
    Files.write(path, lines);
  }

  /** The line of a model under these conditions, without its ratio. */
  static String key(String processor, int java, int threads, String model) {
    return "%s,%d,%d,%s".formatted(processor, java, threads, model);
  }

  void put(String key, double ratio) {
    ratios.put(key, ratio);
  }

  OptionalDouble ratio(String key) {
    Double ratio = ratios.get(key);
    return ratio == null ? OptionalDouble.empty() : OptionalDouble.of(ratio);
  }

  /** Whether a ratio is below what was recorded by more than a fraction of that. */
  boolean isFallen(String key, double ratio, double fraction) {
    OptionalDouble before = ratio(key);
    return before.isPresent() && ratio < before.getAsDouble() * (1 - fraction);
  }
}
