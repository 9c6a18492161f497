package dev.adjoint.data.text;

import java.util.Optional;

/** Which words a vocabulary has, each setting with a default. */
public final class WordSettings {
  private int minimumCount = 1;
  private int maximumSize = Integer.MAX_VALUE;
  private Optional<String> unknown = Optional.empty();

  WordSettings() {}

  /**
   * Leaves out words that the text has less often; 1 by default.
   *
   * @throws IllegalArgumentException if the count is not positive
   */
  public WordSettings minimumCount(int value) {
    minimumCount = positive("minimumCount", value);
    return this;
  }

  /**
   * Keeps the most frequent words only, so that the vocabulary has at most so many tokens, the
   * unknown one included; by default there is no limit.
   *
   * @throws IllegalArgumentException if the size is not positive
   */
  public WordSettings maximumSize(int value) {
    maximumSize = positive("maximumSize", value);
    return this;
  }

  /**
   * The token that stands for all words that are not in the vocabulary, which gets the number 0. By
   * default there is none, and such words are an error.
   */
  public WordSettings unknown(String token) {
    unknown = Optional.of(token);
    return this;
  }

  int minimumCount() {
    return minimumCount;
  }

  int maximumSize() {
    return maximumSize;
  }

  Optional<String> unknown() {
    return unknown;
  }

  private static int positive(String setting, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(
          "%s: %d, expected a positive number".formatted(setting, value));
    }
    return value;
  }
}
