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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes sources with as many annotated methods of a kind as one likes. The methods stand in {@code
 * Model.txt}, in the order in which they are taken; each class repeats them with other constants,
 * so that no two are the same.
 */
final class SourceMaker {
  /** All methods, of whatever kind. */
  static final String MIXED = "mixed";

  private static final String ANNOTATION = "@Differentiable";

  /** A line that tells the kind of the members after it, and what they are. */
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^//---- (\\w+): .*\\R");

  private SourceMaker() {}

  /** Files with the given number of annotated methods in all, by the names of their classes. */
  static Map<String, String> sources(String kind, int methods) {
    String template = template();
    List<MatchResult> separators = SEPARATOR.matcher(template).results().toList();
    String header = template.substring(0, separators.get(0).start());
    List<String> members = new ArrayList<>();
    for (int i = 0; i < separators.size(); i++) {
      boolean isLast = i + 1 == separators.size();
      int end = isLast ? template.length() : separators.get(i + 1).start();
      if (kind.equals(MIXED) || kind.equals(separators.get(i).group(1))) {
        members.add(template.substring(separators.get(i).end(), end));
      }
    }
    if (members.isEmpty()) {
      throw new IllegalArgumentException("no such kind of method: " + kind);
    }
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
