package dev.adjoint.samples.sequences;

import static dev.adjoint.tensor.Activations.softmax;
import static dev.adjoint.tensor.Shaping.select;

import dev.adjoint.data.text.Vocabulary;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;

/**
 * Lets a model write, token by token.
 *
 * @param temperature below 1 the likely tokens are preferred
 */
record Writer(Vocabulary vocabulary, float temperature, RandomSource random) {
  /** A text and what the model goes on with. */
  String goOn(Gpt gpt, String prompt, int count) {
    int[] text = vocabulary.encode(prompt);
    for (int i = 0; i < count; i++) {
      int[] seen = Arrays.copyOfRange(text, Math.max(0, text.length - gpt.context()), text.length);
      Tensor logits = select(gpt.logits(new int[][] {seen}), 1, seen.length - 1);
      text = Arrays.copyOf(text, text.length + 1);
      text[text.length - 1] = draw(softmax(logits.scale(1 / temperature)).array());
    }
    // Lines are broken for the reader, where there are spaces.
    return vocabulary.decode(text).replaceAll("([^\n]{70,90}) ", "$1\n");
  }

  private int draw(float[] probabilities) {
    double left = random.nextDouble();
    int token = 0;
    while (token < probabilities.length - 1 && left >= probabilities[token]) {
      left -= probabilities[token++];
    }
    return token;
  }
}
