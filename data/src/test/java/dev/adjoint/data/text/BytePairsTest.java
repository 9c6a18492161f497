package dev.adjoint.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.data.text.BytePairs.Pair;
import java.util.List;
import org.junit.jupiter.api.Test;

class BytePairsTest {
  /** The example of Sennrich, Haddow and Birch, without their mark of a word's end. */
  private static final String TEXT =
      "low low low low low lower lower newest"
          + " newest newest newest newest newest widest widest widest";

  @Test
  void theMostFrequentPairFirst() {
    // Counts by hand: es and st 9, the first by its characters first; "est" then 9 as well.
    List<Pair> merges = BytePairs.learn(TEXT, 3).merges();
    assertThat(merges).containsExactly(new Pair("e", "s"), new Pair("es", "t"), new Pair("l", "o"));
  }

  @Test
  void partsOfWordsThatWereSeen() {
    BytePairs tokenizer = BytePairs.learn(TEXT, 20);
    assertThat(tokenizer.split(" newest lowest")).containsExactly(" newest", " low", "est");
    assertThat(tokenizer.split("x~low")).containsExactly("x", "~", "low");
  }

  @Test
  void anApostropheBelongsToItsWord() {
    BytePairs tokenizer = BytePairs.learn("I don’t, I don't: ‘don’t’ ".repeat(3), 30);
    assertThat(tokenizer.split("I don’t, I don't"))
        .containsExactly("I", " don’t", ",", " I", " don't");
  }

  @Test
  void textsComeBackAsTheyWere() {
    BytePairs tokenizer = BytePairs.learn(TEXT + TEXT, 100);
    for (String text : List.of("", " ", "naïve\r\n\n 🐳🐳 whale\u0000 12  34\t—“low”", TEXT)) {
      List<String> tokens = tokenizer.split(text);
      assertThat(tokenizer.join(tokens)).isEqualTo(text);
      Vocabulary vocabulary = Vocabulary.of(tokenizer, text, w -> {});
      assertThat(vocabulary.decode(vocabulary.encode(text))).isEqualTo(text);
    }
  }

  @Test
  void overlappingPairsFromTheLeft() {
    BytePairs tokenizer = BytePairs.learn("aaaaa aaaaa", 1);
    assertThat(tokenizer.merges()).containsExactly(new Pair("a", "a"));
    assertThat(tokenizer.split("aaaaa")).containsExactly("aa", "aa", "a");
  }

  @Test
  void noPairIsLeft() {
    assertThat(BytePairs.learn("ab ab", 50).merges()).containsExactly(new Pair("a", "b"));
    assertThat(BytePairs.learn("abc", 50).merges()).isEmpty();
    assertThat(BytePairs.learn("", 50).split("ab")).containsExactly("a", "b");
    assertThatThrownBy(() -> BytePairs.learn("a", -1)).hasMessage("merges: -1, expected 0 or more");
  }

  @Test
  void whatWasKeptSplitsTheSame() {
    BytePairs learned = BytePairs.learn(TEXT, 9);
    assertThat(BytePairs.of(learned.merges()).split(TEXT)).isEqualTo(learned.split(TEXT));
  }
}
