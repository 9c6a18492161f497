package dev.adjoint.samples.sequences;

import dev.adjoint.Leaf;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.random.RandomSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The loss and all gradients of a small GPT at fixed numbers, and those that PyTorch has. */
final class GptGradients {
  /** Written by {@code samples/src/test/golden/gpt.py}. */
  private static final String GOLDEN = "gpt.txt";

  private static final int VOCABULARY = 11;

  private GptGradients() {}

  /**
   * Of the loss and the gradients, each relative to the largest number of its parameter. Biases of
   * keys have gradient 0, since they change all scores of a query alike, and rounding is all there.
   */
  static double largestDifference() throws IOException {
    Gpt gpt = waves(Gpt.init(VOCABULARY, 7, 8, 2, 2, RandomSource.of(1)));
    ValueAndGradient<Gpt> found = GptGrad.loss(gpt, tokens(5, false), tokens(1, true));
    Map<String, double[]> golden = golden();
    double largest = Math.abs(found.value() / golden.remove("loss")[0] - 1);
    List<Leaf> gradients = GptTree.TREE.leaves(found.gradient());
    if (!gradients.stream().map(Leaf::path).toList().equals(List.copyOf(golden.keySet()))) {
      throw new IOException(GOLDEN + ": the paths found, expected those of the model");
    }
    double[] numbers = GptTree.TREE.flatten(found.gradient());
    int at = 0;
    for (double[] expected : golden.values()) {
      double scale = Math.max(1e-3, Arrays.stream(expected).map(Math::abs).max().orElseThrow());
      for (double number : expected) {
        largest = Math.max(largest, Math.abs(numbers[at++] - number) / scale);
      }
    }
    return largest;
  }

  private static Gpt waves(Gpt like) {
    double[] numbers = GptTree.TREE.flatten(like);
    List<Leaf> leaves = GptTree.TREE.leaves(like);
    int at = 0;
    for (int k = 0; k < leaves.size(); k++) {
      for (int i = 0; i < leaves.get(k).size(); i++) {
        numbers[at++] = 0.8 * Math.sin(0.7 * (i + 1) * (i + 2) + k);
      }
    }
    return GptTree.TREE.unflatten(like, numbers);
  }

  private static int[][] tokens(int factor, boolean isSquared) {
    int[][] tokens = new int[3][6];
    for (int i = 0; i < 18; i++) {
      tokens[i / 6][i % 6] = factor * i * (isSquared ? i : 1) % VOCABULARY;
    }
    return tokens;
  }

  private static Map<String, double[]> golden() throws IOException {
    try (InputStream in = GptGradients.class.getResourceAsStream(GOLDEN)) {
      if (in == null) {
        throw new FileNotFoundException(GOLDEN + ": missing in the jar of the samples");
      }
      Map<String, double[]> golden = new LinkedHashMap<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] parts = line.split(": ");
        golden.put(
            parts[0],
            Arrays.stream(parts[1].split(" ")).mapToDouble(Double::parseDouble).toArray());
      }
      return golden;
    }
  }
}
