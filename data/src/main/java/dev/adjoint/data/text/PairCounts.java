package dev.adjoint.data.text;

import dev.adjoint.data.text.BytePairs.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How often tokens stand side by side in a text, kept up to date while pairs become one. */
final class PairCounts {
  private static final Comparator<Map.Entry<Pair, Long>> ORDER =
      Map.Entry.<Pair, Long>comparingByValue()
          .reversed()
          .thenComparing(entry -> entry.getKey().left())
          .thenComparing(entry -> entry.getKey().right());

  /** The tokens of each piece, and how often the piece is in the text. */
  private final List<List<String>> pieces = new ArrayList<>();

  private final List<Integer> frequencies = new ArrayList<>();
  private final Map<Pair, Long> counts = new HashMap<>();

  /** In which pieces a pair is, or was, so that a merge does not look at all of them. */
  private final Map<Pair, Set<Integer>> places = new HashMap<>();

  /**
   * Counts the pairs of characters.
   *
   * @param text pieces, which no pair goes beyond, and how often each is there
   */
  PairCounts(Map<String, Integer> text) {
    text.forEach(
        (piece, frequency) -> {
          pieces.add(BytePairs.characters(piece));
          frequencies.add(frequency);
          count(pieces.size() - 1, 1);
        });
  }

  /** Merges the most frequent pair so many times, and tells which they were. */
  List<Pair> merge(int times) {
    List<Pair> merged = new ArrayList<>();
    while (merged.size() < times) {
      Optional<Map.Entry<Pair, Long>> most = counts.entrySet().stream().min(ORDER);
      if (most.isEmpty() || most.get().getValue() < 2) {
        return merged;
      }
      Pair pair = most.get().getKey();
      merged.add(pair);
      for (int piece : places.remove(pair)) {
        count(piece, -1);
        BytePairs.merge(pieces.get(piece), pair);
        count(piece, 1);
      }
    }
    return merged;
  }

  private void count(int piece, int sign) {
    long amount = (long) sign * frequencies.get(piece);
    for (Pair pair : BytePairs.pairs(pieces.get(piece))) {
      // A pair that is nowhere any more goes, so that the search for the next one stays short.
      counts.merge(pair, amount, (a, b) -> a + b == 0 ? null : a + b);
      places.computeIfAbsent(pair, p -> new HashSet<>()).add(piece);
    }
  }
}
