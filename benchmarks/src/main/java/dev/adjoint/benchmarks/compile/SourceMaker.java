package dev.adjoint.benchmarks.compile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Makes sources with as many annotated methods as one likes, a mix of what people write. The
 * methods stand in {@code Model.txt}, in the order in which they are taken; each class repeats them
 * with other constants, so that no two are the same.
 */
final class SourceMaker {
  private static final String ANNOTATION = "@Differentiable";
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^//----.*\\R");

  private SourceMaker() {}

  /** Files with the given number of annotated methods in all, by the names of their classes. */
  static Map<String, String> sources(int methods) {
    List<String> parts = List.of(SEPARATOR.split(template()));
    String header = parts.get(0);
    List<String> members = parts.subList(1, parts.size());
    Map<String, String> sources = new LinkedHashMap<>();
    int left = methods;
    for (int file = 1; left > 0; file++) {
      List<String> taken = new ArrayList<>();
      for (String member : members) {
        int annotated = member.split(ANNOTATION, -1).length - 1;
        if (annotated <= left) {
          taken.add(member);
          left -= annotated;
        }
        if (left == 0) {
          break;
        }
      }
      String name = "Model" + file;
      String text = header + "final class " + name + " {\n" + String.join("\n", taken) + "}\n";
      sources.put("models." + name, text.replace("$N", Integer.toString(file)));
    }
    return sources;
  }

  /** Both together. */
  static Map<String, String> merge(Map<String, String> some, Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>(some);
    all.putAll(others);
    return all;
  }

  private static String template() {
    try (InputStream in =
        Objects.requireNonNull(SourceMaker.class.getResourceAsStream("Model.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
