package dev.adjoint.data.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Frequent parts of words as tokens: byte-pair encoding (Sennrich, Haddow and Birch 2016), with
 * characters in the place of bytes. Texts come back as they were, and a rare word is a few tokens
 * instead of an unknown one.
 *
 * <pre>{@code
 * Tokenizer tokenizer = BytePairs.learn(text, 1000);
 * Vocabulary vocabulary = Vocabulary.of(tokenizer, text, w -> {});
 * }</pre>
 *
 * <p>Within a word, with the space before it and apostrophes inside, within a run of digits or of
 * signs, characters are merged in the order in which the merges were learned; a token is never more
 * than that. A character that was never seen is a token of its own.
 */
public final class BytePairs implements Tokenizer {
  private static final Pattern PIECE =
      Pattern.compile(
          " ?[\\p{L}\\p{M}]+(?:['’][\\p{L}\\p{M}]+)*| ?\\p{N}+| ?[^\\s\\p{L}\\p{M}\\p{N}]+|\\s");

  private final List<Pair> merges;
  private final Map<Pair, Integer> ranks = new HashMap<>();

  /** Two tokens that stand side by side and become one. */
  public record Pair(String left, String right) {
    String merged() {
      return left + right;
    }
  }

  private BytePairs(List<Pair> merges) {
    this.merges = List.copyOf(merges);
    for (Pair merge : merges) {
      ranks.putIfAbsent(merge, ranks.size());
    }
  }

  /** The tokenizer of some merges, such as those that were kept with a model, in their order. */
  public static BytePairs of(List<Pair> merges) {
    return new BytePairs(merges);
  }

  /**
   * Learns from a text: the pair that is most frequent becomes one token, again and again. Of
   * equally frequent pairs it is the one that comes first by its characters.
   *
   * @param merges how many pairs become one; fewer if no pair is left that stands there twice
   * @throws IllegalArgumentException if the number is negative
   */
  public static BytePairs learn(String text, int merges) {
    if (merges < 0) {
      throw new IllegalArgumentException("merges: %d, expected 0 or more".formatted(merges));
    }
    Map<String, Integer> pieces = new LinkedHashMap<>();
    PIECE.matcher(text).results().forEach(piece -> pieces.merge(piece.group(), 1, Integer::sum));
    return new BytePairs(new PairCounts(pieces).merge(merges));
  }

  /** The merges in the order in which they are made. */
  public List<Pair> merges() {
    return merges;
  }

  @Override
  public List<String> split(String text) {
    Map<String, List<String>> known = new HashMap<>();
    List<String> tokens = new ArrayList<>();
    for (MatchResult piece : (Iterable<MatchResult>) PIECE.matcher(text).results()::iterator) {
      tokens.addAll(known.computeIfAbsent(piece.group(), this::parts));
    }
    return tokens;
  }

  private List<String> parts(String piece) {
    List<String> parts = characters(piece);
    while (parts.size() > 1) {
      Pair first = first(parts);
      if (!ranks.containsKey(first)) {
        return parts;
      }
      merge(parts, first);
    }
    return parts;
  }

  /** The pair that was learned first, or any if none was learned. */
  private Pair first(List<String> parts) {
    return pairs(parts).stream()
        .min(Comparator.comparingInt(pair -> ranks.getOrDefault(pair, Integer.MAX_VALUE)))
        .orElseThrow();
  }

  @Override
  public String join(List<String> tokens) {
    return String.join("", tokens);
  }

  static List<String> characters(String piece) {
    return new ArrayList<>(piece.codePoints().mapToObj(Character::toString).toList());
  }

  static List<Pair> pairs(List<String> parts) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 1; i < parts.size(); i++) {
      pairs.add(new Pair(parts.get(i - 1), parts.get(i)));
    }
    return pairs;
  }

  /** Puts the merged token wherever the pair stands, from the left. */
  static void merge(List<String> parts, Pair pair) {
    for (int i = 0; i < parts.size() - 1; i++) {
      if (parts.get(i).equals(pair.left()) && parts.get(i + 1).equals(pair.right())) {
        parts.set(i, pair.merged());
        parts.remove(i + 1);
      }
    }
  }
}
