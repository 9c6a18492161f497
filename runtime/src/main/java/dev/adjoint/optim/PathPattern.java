package dev.adjoint.optim;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A pattern of the paths of parameters; {@link Groups} says what it is made of. */
final class PathPattern {
  private static final String ANY_ELEMENTS = "**";

  /** How many paths a message lists. */
  private static final int LISTED = 30;

  private final String text;
  private final List<String> elements;

  private PathPattern(String text, List<String> elements) {
    this.text = text;
    this.elements = elements;
  }

  static PathPattern of(String text) {
    List<String> elements = List.of(text.split("\\.", -1));
    if (elements.contains("")) {
      throw new IllegalArgumentException(
          "a pattern of paths is made of elements with dots between them: \"" + text + "\"");
    }
    return new PathPattern(text, elements);
  }

  boolean matches(String path) {
    return matches(elements, Arrays.asList(path.split("\\.")));
  }

  private static boolean matches(List<String> pattern, List<String> path) {
    if (pattern.isEmpty()) {
      return path.isEmpty();
    }
    List<String> rest = pattern.subList(1, pattern.size());
    if (pattern.get(0).equals(ANY_ELEMENTS)) {
      for (int i = 0; i <= path.size(); i++) {
        if (matches(rest, path.subList(i, path.size()))) {
          return true;
        }
      }
      return false;
    }
    return !path.isEmpty()
        && elementMatches(pattern.get(0), path.get(0))
        && matches(rest, path.subList(1, path.size()));
  }

  private static boolean elementMatches(String pattern, String element) {
    String expression =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return element.matches(expression);
  }

  void requireMatch(List<String> paths) {
    if (paths.stream().noneMatch(this::matches)) {
      throw new IllegalArgumentException(
          "no parameter matches the pattern \"%s\"%s; the parameters are %s"
              .formatted(text, suggestion(paths), listed(paths)));
    }
  }

  private String suggestion(List<String> paths) {
    int most = Math.max(2, text.length() / 3);
    String below = text + "." + ANY_ELEMENTS;
    if (candidates(paths).contains(below)) {
      return ", did you mean \"" + below + "\"?";
    }
    Optional<String> nearest =
        candidates(paths).stream().min(Comparator.comparingInt(this::distance));
    return nearest
        .filter(candidate -> distance(candidate) <= most)
        .map(candidate -> ", did you mean \"" + candidate + "\"?")
        .orElse("");
  }

  /** Paths, all paths below one, and paths of any element of a list. */
  private static Set<String> candidates(List<String> paths) {
    Set<String> candidates = new LinkedHashSet<>();
    for (String path : paths) {
      candidates.add(path);
      candidates.add(path.replaceAll("(?<=\\.|^)\\d+(?=\\.|$)", "*"));
      String last = path.substring(path.lastIndexOf('.') + 1);
      candidates.add(ANY_ELEMENTS + "." + last);
      for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
        candidates.add(path.substring(0, dot) + "." + ANY_ELEMENTS);
      }
    }
    return candidates;
  }

  /** How many characters to insert, leave out or replace (Levenshtein 1966). */
  private int distance(String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= text.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (text.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }

  private static String listed(List<String> paths) {
    String list = paths.stream().limit(LISTED).collect(Collectors.joining(", "));
    return paths.size() <= LISTED ? list : "%s and %d more".formatted(list, paths.size() - LISTED);
  }
}
