package dev.adjoint.data.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tokens and their numbers from 0 on, by which texts become arrays of {@code int} and back.
 *
 * <pre>{@code
 * Vocabulary vocabulary = Vocabulary.ofCharacters(text);
 * int[] tokens = vocabulary.encode(text);
 * }</pre>
 */
public final class Vocabulary {
  private final Tokenizer tokenizer;
  private final List<String> tokens;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Optional<String> unknown;

  private Vocabulary(Tokenizer tokenizer, List<String> tokens, Optional<String> unknown) {
    this.tokenizer = tokenizer;
    this.tokens = List.copyOf(tokens);
    this.unknown = unknown;
    for (int i = 0; i < tokens.size(); i++) {
      if (numbers.put(tokens.get(i), i) != null) {
        throw new IllegalArgumentException(
            "the token %s stands twice in a vocabulary".formatted(quoted(tokens.get(i))));
      }
    }
    if (unknown.isPresent() && !numbers.containsKey(unknown.get())) {
      throw new IllegalArgumentException(
          "the unknown token %s is not in the vocabulary".formatted(quoted(unknown.get())));
    }
  }

  /**
   * A vocabulary of known tokens, such as one that was kept with a model.
   *
   * @param tokens in the order of their numbers
   * @param unknown the one of them that stands for all others, if one does
   * @throws IllegalArgumentException if a token stands twice, or the unknown one is missing
   */
  public static Vocabulary of(Tokenizer tokenizer, List<String> tokens, Optional<String> unknown) {
    return new Vocabulary(tokenizer, tokens, unknown);
  }

  /** The characters of a text, in the order of their code points. */
  public static Vocabulary ofCharacters(String text) {
    List<String> characters =
        text.codePoints().distinct().sorted().mapToObj(Character::toString).toList();
    return new Vocabulary(Tokenizer.characters(), characters, Optional.empty());
  }

  /**
   * The words and other tokens of a text, the most frequent first and those of one count in the
   * order of their characters.
   *
   * <pre>{@code
   * Vocabulary.of(Tokenizer.words(), text, w -> w.minimumCount(2).unknown("<unk>"))
   * }</pre>
   */
  public static Vocabulary of(Tokenizer tokenizer, String text, Consumer<WordSettings> settings) {
    WordSettings chosen = new WordSettings();
    settings.accept(chosen);
    Map<String, Integer> counts = new HashMap<>();
    tokenizer.split(text).forEach(token -> counts.merge(token, 1, Integer::sum));
    List<String> tokens = new ArrayList<>();
    chosen.unknown().ifPresent(tokens::add);
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= chosen.minimumCount())
        .filter(entry -> !chosen.unknown().equals(Optional.of(entry.getKey())))
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(Math.max(0, chosen.maximumSize() - tokens.size()))
        .forEach(entry -> tokens.add(entry.getKey()));
    return new Vocabulary(tokenizer, tokens, chosen.unknown());
  }

  /** How many tokens there are. */
  public int size() {
    return tokens.size();
  }

  /** All tokens in the order of their numbers. */
  public List<String> tokens() {
    return tokens;
  }

  /** The token that stands for all that are not in the vocabulary, if there is one. */
  public Optional<String> unknown() {
    return unknown;
  }

  /**
   * The numbers of a text's tokens.
   *
   * @throws IllegalArgumentException if a token is not in the vocabulary, and none stands for it
   */
  public int[] encode(String text) {
    List<String> found = tokenizer.split(text);
    int[] encoded = new int[found.size()];
    for (int i = 0; i < encoded.length; i++) {
      String token = found.get(i);
      Integer number = numbers.get(numbers.containsKey(token) ? token : unknown.orElse(token));
      if (number == null) {
        throw new IllegalArgumentException(
            "token %d of a text, %s, is not among the %d of the vocabulary"
                .formatted(i, quoted(token), size()));
      }
      encoded[i] = number;
    }
    return encoded;
  }

  /**
   * The text of some tokens.
   *
   * @throws IllegalArgumentException if there is no token of a number
   */
  public String decode(int... numbers) {
    List<String> found = new ArrayList<>(numbers.length);
    for (int number : numbers) {
      if (number < 0 || number >= size()) {
        throw new IllegalArgumentException(
            "the token %d, expected 0 to %d".formatted(number, size() - 1));
      }
      found.add(tokens.get(number));
    }
    return tokenizer.join(found);
  }

  private static String quoted(String token) {
    return "\"" + token.replace("\n", "\\n").replace("\r", "\\r") + "\"";
  }
}
