package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/**
 * Tokens and labels, which are whole numbers, as tensors. All throw {@link
 * IndexOutOfBoundsException} if there is no row or class with such a number. The vectors of a
 * single sequence of tokens are {@link Indexing#takeRows}.
 */
public final class Embeddings {
  private Embeddings() {}

  /**
   * The rows of a table for sequences of tokens, which have equal lengths.
   *
   * @throws ShapeException if the table is no matrix, or the sequences have different lengths
   */
  @Primitive(shape = "(v, d), tokens: (b, t) -> (b, t, d)")
  @Vjp(
      of = "table",
      is =
          "dev.adjoint.tensor.Indexing.addRows("
              + "dev.adjoint.tensor.Shaping.flatten(yBar, 0, 1), flat(tokens), table.dimension(0))")
  @Jvp("embedding(tableDot, tokens)")
  public static Tensor embedding(Tensor table, int[][] tokens) {
    Tensor rows = Indexing.takeRows("embedding", table, flat(tokens));
    int length = tokens.length == 0 ? 0 : tokens[0].length;
    return rows.reshape(tokens.length, length, table.shape[1]);
  }

  /**
   * The rows of a table for tokens, of which one does not train the table: its row gets no
   * gradient.
   *
   * @param padding the token that stands for nothing
   * @throws ShapeException if the table is no matrix
   */
  @Primitive(shape = "(v, d), tokens: (n) -> (n, d)")
  @Vjp(
      of = "table",
      is =
          "dev.adjoint.tensor.Indexing.addRows("
              + "embeddingGradient(yBar, tokens, padding), tokens, table.dimension(0))")
  @Jvp("embeddingGradient(dev.adjoint.tensor.Indexing.takeRows(tableDot, tokens), tokens, padding)")
  public static Tensor embedding(Tensor table, int[] tokens, int padding) {
    Tensor rows = Indexing.takeRows("embedding", table, tokens);
    Indexing.requireInside("embedding", new int[] {padding}, table.shape[0]);
    return rows;
  }

  /**
   * 0 in the rows of padding, else {@code seed}.
   *
   * @throws ShapeException if {@code seed} is no matrix with a row for each token
   */
  @Primitive(shape = "(n, d), tokens: (n) -> (n, d)")
  @Vjp(of = "seed", is = "embeddingGradient(yBar, tokens, padding)")
  @Jvp("embeddingGradient(seedDot, tokens, padding)")
  public static Tensor embeddingGradient(Tensor seed, int[] tokens, int padding) {
    Shapes.requireRank("embeddingGradient", 2, seed.shape);
    Shapes.requireEqual("embeddingGradient", new int[] {tokens.length, seed.shape[1]}, seed.shape);
    float[] y = Workspace.copyOf(seed.data);
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] == padding) {
        java.util.Arrays.fill(y, i * seed.shape[1], (i + 1) * seed.shape[1], 0);
      }
    }
    return Tensor.wrap(y, seed.shape);
  }

  /** For each label a row that is 1 at the label, else 0. */
  @NonDifferentiable
  @Primitive(shape = "labels: (n) -> (n, classes)")
  public static Tensor oneHot(int[] labels, int classes) {
    float[] y = Workspace.zeros(Shapes.size(labels.length, classes));
    Indexing.requireInside("oneHot", labels, classes);
    for (int i = 0; i < labels.length; i++) {
      y[i * classes + labels[i]] = 1;
    }
    return Tensor.wrap(y, labels.length, classes);
  }

  /**
   * The rows of a table one after the other.
   *
   * @throws ShapeException if they have different lengths
   */
  @NonDifferentiable
  public static int[] flat(int[][] rows) {
    int length = rows.length == 0 ? 0 : rows[0].length;
    int[] flat = new int[Shapes.size(rows.length, length)];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != length) {
        throw new ShapeException(
            "embedding: sequence %d has %d tokens, sequence 0 has %d"
                .formatted(i, rows[i].length, length));
      }
      System.arraycopy(rows[i], 0, flat, i * length, length);
    }
    return flat;
  }
}
