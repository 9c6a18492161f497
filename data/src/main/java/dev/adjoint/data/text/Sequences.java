package dev.adjoint.data.text;

import dev.adjoint.data.Batch;
import dev.adjoint.data.Batches;
import dev.adjoint.data.Column;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Epoch;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What models of sequences learn from: windows on a text, and rows of different lengths. */
public final class Sequences {
  private Sequences() {}

  /**
   * Windows on a sequence, each with the tokens that follow its own, for a model that predicts the
   * next token at each place.
   *
   * @param tokens the sequence, which is not copied
   * @param length how many tokens a window has
   * @param stride how far the starts of two windows are apart; the length for windows side by side
   * @return examples of {@code length} tokens and {@code length} next tokens
   * @throws IllegalArgumentException if the length or the stride is not positive, or the sequence
   *     has fewer than {@code length + 1} tokens
   */
  public static Dataset<int[][], int[][]> windows(int[] tokens, int length, int stride) {
    int[] starts = starts(tokens, length, stride);
    return Dataset.of(
        new WindowColumn(tokens, starts, 0, length), new WindowColumn(tokens, starts, 1, length));
  }

  /**
   * Windows on a sequence, one at each place, with the one token that follows, for a model with a
   * context of fixed length.
   *
   * @return examples of {@code length} tokens and the next token
   * @throws IllegalArgumentException as {@link #windows}
   */
  public static Dataset<int[][], int[]> contexts(int[] tokens, int length) {
    int[] starts = starts(tokens, length, 1);
    int[] next = Arrays.copyOfRange(tokens, length, tokens.length);
    return Dataset.of(new WindowColumn(tokens, starts, 0, length), Column.of(next));
  }

  private static int[] starts(int[] tokens, int length, int stride) {
    if (length <= 0 || stride <= 0) {
      throw new IllegalArgumentException(
          "windows of length %d and stride %d, expected positive numbers"
              .formatted(length, stride));
    }
    if (tokens.length <= length) {
      throw new IllegalArgumentException(
          "windows of length %d on %d tokens, expected at least one token more than the length"
              .formatted(length, tokens.length));
    }
    return IntStream.rangeClosed(0, (tokens.length - length - 1) / stride)
        .map(i -> i * stride)
        .toArray();
  }

  /**
   * Batches for a recurrent model that keeps its state from batch to batch (truncated
   * backpropagation through time): the sequence is cut into rows, and each batch has the next part
   * of every row. They come in the same order in every epoch; the state is to be cleared where an
   * epoch begins.
   *
   * @param rows how many parts of the sequence are read at once
   * @param length how many tokens of each a batch has; the last batch may have fewer
   * @return batches of {@code [rows][length]} tokens and as many next tokens; tokens at the end
   *     that do not fill the rows are left out
   * @throws IllegalArgumentException if a number is not positive, or the sequence has fewer than
   *     {@code rows + 1} tokens
   */
  public static Batches<Batch<int[][], int[][]>> parallel(int[] tokens, int rows, int length) {
    if (rows <= 0 || length <= 0) {
      throw new IllegalArgumentException(
          "%d rows and length %d, expected positive numbers".formatted(rows, length));
    }
    // One token behind the last row is needed to follow it.
    int width = (tokens.length - 1) / rows;
    if (width == 0) {
      throw new IllegalArgumentException(
          "%d rows of %d tokens, expected at least one token more than rows"
              .formatted(rows, tokens.length));
    }
    return new Batches<>() {
      @Override
      public int count() {
        return (width - 1) / length + 1;
      }

      @Override
      public long examples() {
        return (long) rows * count();
      }

      @Override
      public Epoch<Batch<int[][], int[][]>> epoch(long seed, int epoch, int first) {
        return Epoch.of(
            first,
            count(),
            batch -> {
              int from = batch * length;
              int to = Math.min(width, from + length);
              return new Batch<>(part(from, to), part(from + 1, to + 1));
            });
      }

      private int[][] part(int from, int to) {
        return IntStream.range(0, rows)
            .mapToObj(row -> Arrays.copyOfRange(tokens, row * width + from, row * width + to))
            .toArray(int[][]::new);
      }
    };
  }

  /** Rows of one length, that of the longest, filled up at their ends. */
  public static int[][] pad(int[][] rows, int token) {
    int length = Arrays.stream(rows).mapToInt(row -> row.length).max().orElse(0);
    return Arrays.stream(rows)
        .map(
            row -> {
              int[] padded = Arrays.copyOf(row, length);
              Arrays.fill(padded, row.length, length, token);
              return padded;
            })
        .toArray(int[][]::new);
  }

  /** How many tokens each row has. */
  public static int[] lengths(int[][] rows) {
    return Arrays.stream(rows).mapToInt(row -> row.length).toArray();
  }
}
