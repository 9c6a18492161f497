package dev.adjoint.samples.sequences;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.adjoint.data.Dataset;
import dev.adjoint.data.text.BytePairs;
import dev.adjoint.data.text.Sequences;
import dev.adjoint.data.text.Vocabulary;
import dev.adjoint.samples.data.Novels;
import java.io.IOException;

/**
 * A novel as tokens.
 *
 * @param train its beginning, to learn from
 * @param test its last twentieth
 * @param testCharacters how many characters that has
 * @param entropy of the frequencies of single characters, in bits
 */
record Book(Vocabulary vocabulary, int[] train, int[] test, int testCharacters, double entropy) {
  /** Paragraphs, without titles; where lines end within them is the printer's choice. */
  static Book mobyDick(int merges) throws IOException {
    String text =
        Novels.mobyDick()
            .replace("\r", "")
            .replaceAll("(?m)^CHAPTER .*$", "")
            .replaceAll("(?<!\n)\n(?!\n)", " ")
            .replaceAll("\n{2,}", "\n\n");
    Vocabulary vocabulary = Vocabulary.of(BytePairs.learn(text, merges), text, w -> {});
    int end = text.indexOf("\n\n", text.length() / 20 * 19);
    return new Book(
        vocabulary,
        vocabulary.encode(text.substring(0, end)),
        vocabulary.encode(text.substring(end)),
        text.length() - end,
        entropy(text));
  }

  private static double entropy(String text) {
    return text.chars().boxed().collect(groupingBy(c -> c, counting())).values().stream()
        .mapToDouble(count -> (double) count / text.length())
        .map(p -> -p * Math.log(p) / Math.log(2))
        .sum();
  }

  /** Bits for a character, of a loss in nats for a token. */
  double bits(double loss) {
    return loss * test.length / testCharacters / Math.log(2);
  }

  static Dataset<int[][], int[][]> windows(int[] tokens, int length, int stride) {
    return Sequences.windows(tokens, length, stride);
  }
}
