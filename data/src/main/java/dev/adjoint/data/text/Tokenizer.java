package dev.adjoint.data.text;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes texts apart into tokens, and puts them together again. */
public interface Tokenizer {
  /** The tokens of a text in order. */
  List<String> split(String text);

  /** A text of tokens; what {@link #split} left out need not come back. */
  String join(List<String> tokens);

  /** Every character is a token: every code point of Unicode, spaces and line ends included. */
  static Tokenizer characters() {
    return new Tokenizer() {
      @Override
      public List<String> split(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
      }

      @Override
      public String join(List<String> tokens) {
        return String.join("", tokens);
      }
    };
  }

  /**
   * Runs of letters and digits are tokens, with an apostrophe or a hyphen inside, and every other
   * character but space. Texts are joined by single spaces, with none before {@code . , ; : ! ?}.
   */
  static Tokenizer words() {
    return new Tokenizer() {
      private static final Pattern TOKEN =
          Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:['’-][\\p{L}\\p{M}\\p{N}]+)*|\\S");

      @Override
      public List<String> split(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
      }

      @Override
      public String join(List<String> tokens) {
        return tokens.stream().collect(Collectors.joining(" ")).replaceAll(" (?=[.,;:!?])", "");
      }
    };
  }
}
