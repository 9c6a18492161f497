package dev.adjoint.processor.frontend;

import java.util.List;

/** Finds what a user may have meant. */
public final class Suggestion {
  private Suggestion() {}

  /** {@code : did you mean "x"?} or the list of what there is. */
  public static String among(List<String> known, String given) {
    String best = null;
    int bestDistance = Math.max(2, given.length() / 3 + 1);
    for (String candidate : known) {
      int distance = distance(candidate, given);
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    if (best != null) {
      return ": did you mean \"" + best + "\"?";
    }
    return known.isEmpty() ? "" : ": there are \"" + String.join("\", \"", known) + "\"";
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
