package dev.adjoint.benchmarks.compile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A stage of the processor, known by its packages. */
enum Stage {
  /** The nested compiler task that gives bodies their types, and finds the class path. */
  ATTRIBUTE("frontend.attribution"),
  /** From attributed trees to functions. */
  LOWER("frontend"),
  /** Shapes, analyses and reverse mode. */
  TRANSFORM("shape", "analysis", "transform"),
  OPTIMIZE("optimize"),
  /** From functions to text. */
  WRITE("backend"),
  /** Rounds, files and messages. */
  OTHER("");

  private static final String ROOT = "dev.adjoint.processor.";

  private final List<String> packages;

  Stage(String... packages) {
    this.packages = List.of(packages);
  }

  /** The names of all stages, in the order of a table. */
  static String titles() {
    return Arrays.stream(values())
        .map(stage -> stage.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  /** The stage in which a class works; null if it is none of the processor's, or serves several. */
  static @Nullable Stage of(String className) {
    if (!className.startsWith(ROOT)) {
      return null;
    }
    String name = className.substring(ROOT.length());
    String packageName = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    for (Stage stage : values()) {
      if (stage.packages.contains(packageName)) {
        return stage;
      }
    }
    return null;
  }
}
