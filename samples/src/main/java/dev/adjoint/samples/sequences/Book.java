package dev.adjoint.samples.sequences;

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
 */
record Book(Vocabulary vocabulary, int[] train, int[] test, int testCharacters) {
  /** Lines are joined to paragraphs, since where they end is the printer's choice. */
  static Book mobyDick(int merges) throws IOException {
    String text = Novels.mobyDick().replace("\r", "").replaceAll("(?<!\n)\n(?!\n)", " ");
    Vocabulary vocabulary = Vocabulary.of(BytePairs.learn(text, merges), text, w -> {});
    int end = text.lastIndexOf("CHAPTER", text.length() * 19 / 20);
    return new Book(
        vocabulary,
        vocabulary.encode(text.substring(0, end)),
        vocabulary.encode(text.substring(end)),
        text.length() - end);
  }

  static Dataset<int[][], int[][]> windows(int[] tokens, int length, int stride) {
    return Sequences.windows(tokens, length, stride);
  }
}
