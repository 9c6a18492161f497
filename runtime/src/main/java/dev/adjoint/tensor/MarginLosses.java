package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/**
 * Losses that ask for a margin between scores or distances, and the distances, for static import.
 * Each gives the loss of each element or row, as {@link LossTerms} do. At the margin itself the
 * derivative is PyTorch's.
 *
 * <p>All throw {@link ShapeException} if the shapes do not fit; nothing is broadcast.
 */
public final class MarginLosses {
  private MarginLosses() {}

  /**
   * {@code max(0, -y (a - b) + margin)}, where {@code y} is 1 if {@code a} should be the larger
   * one, and -1 if {@code b} should.
   */
  @Primitive(shape = "x, x, x -> x")
  @Vjp(
      of = "first",
      is = "yBar.times(dev.adjoint.tensor.LossGradients.marginSlope(first, second, order, margin))")
  @Vjp(
      of = "second",
      is =
          "yBar.times(dev.adjoint.tensor.LossGradients.marginSlope(first, second, order,"
              + " margin)).negate()")
  @Jvp(
      "firstDot.minus(secondDot).times(dev.adjoint.tensor.LossGradients.marginSlope(first, second,"
          + " order, margin))")
  public static Tensor marginRankingTerms(
      Tensor first,
      Tensor second,
      @NonDifferentiable Tensor order,
      @NonDifferentiable float margin) {
    Shapes.requireEqual("marginRankingTerms", first.shape, second.shape);
    Shapes.requireEqual("marginRankingTerms", first.shape, order.shape);
    return Activations.relu(order.negate().times(first.minus(second)).shift(margin));
  }

  /** {@code x} where the label is 1, and {@code max(0, margin - x)} where it is -1. */
  @Primitive(shape = "x, x -> x")
  @Vjp(of = "x", is = "yBar.times(dev.adjoint.tensor.LossGradients.hingeSlope(x, labels, margin))")
  @Jvp("xDot.times(dev.adjoint.tensor.LossGradients.hingeSlope(x, labels, margin))")
  public static Tensor hingeEmbeddingTerms(
      Tensor x, @NonDifferentiable Tensor labels, @NonDifferentiable float margin) {
    Shapes.requireEqual("hingeEmbeddingTerms", x.shape, labels.shape);
    float[] y = Workspace.zeros(x.data.length);
    for (int i = 0; i < y.length; i++) {
      y[i] = labels.data[i] == 1 ? x.data[i] : Math.max(0, margin - x.data[i]);
    }
    return Tensor.wrap(y, x.shape);
  }

  /**
   * For each row the sum over the wrong classes of {@code max(0, margin - x[label] + x[j])},
   * divided by the number of classes.
   */
  @Primitive(shape = "(n, c), labels: (n) -> (n)")
  @Vjp(
      of = "scores",
      is =
          "dev.adjoint.tensor.LossGradients.column(yBar).times(dev.adjoint.tensor.LossGradients.multiMarginSlope(scores,"
              + " labels, margin))")
  @Jvp(
      "scoresDot.times(dev.adjoint.tensor.LossGradients.multiMarginSlope(scores, labels,"
          + " margin)).sumOver(-1)")
  public static Tensor multiMarginTerms(
      Tensor scores, int[] labels, @NonDifferentiable float margin) {
    LossGradients.requireLabels("multiMarginTerms", scores, labels);
    int classes = scores.shape[1];
    float[] y = Workspace.zeros(labels.length);
    for (int i = 0; i < y.length; i++) {
      double sum = 0;
      for (int j = 0; j < classes; j++) {
        if (j != labels[i]) {
          float excess = margin - scores.data[i * classes + labels[i]];
          sum += Math.max(0, excess + scores.data[i * classes + j]);
        }
      }
      y[i] = (float) (sum / classes);
    }
    return Tensor.wrap(y, y.length);
  }

  /** The Euclidean distances of rows, 1e-6 being added to each difference, as in PyTorch. */
  @Primitive(shape = "(*b, d), (*b, d) -> (*b)")
  @Vjp(
      of = "first",
      is =
          "dev.adjoint.tensor.LossGradients.column(yBar).times(dev.adjoint.tensor.LossGradients.unitLength(first.minus(second).shift(1e-6f),"
              + " 0f))")
  @Vjp(
      of = "second",
      is =
          "dev.adjoint.tensor.LossGradients.column(yBar).times(dev.adjoint.tensor.LossGradients.unitLength(first.minus(second).shift(1e-6f),"
              + " 0f)).negate()")
  @Jvp(
      "firstDot.minus(secondDot).times(dev.adjoint.tensor.LossGradients.unitLength(first.minus(second).shift(1e-6f),"
          + " 0f)).sumOver(-1)")
  public static Tensor pairwiseDistance(Tensor first, Tensor second) {
    Shapes.requireEqual("pairwiseDistance", first.shape, second.shape);
    Tensor squares = Elementwise.square(first.minus(second).shift(1e-6f));
    return Elementwise.sqrt(squares.sumOver(-1));
  }

  /**
   * {@code max(0, d(anchor, positive) - d(anchor, negative) + margin)} for each row, {@code d}
   * being the {@link #pairwiseDistance}.
   */
  @Primitive(shape = "(*b, d), (*b, d), (*b, d) -> (*b)")
  @Vjp(
      of = "anchor",
      is =
          "dev.adjoint.tensor.LossGradients.column(yBar.times(dev.adjoint.tensor.LossGradients.tripletSlope(anchor,"
              + " positive, negative,"
              + " margin))).times(dev.adjoint.tensor.LossGradients.unitLength(anchor.minus(positive).shift(1e-6f),"
              + " 0f).minus(dev.adjoint.tensor.LossGradients.unitLength(anchor.minus(negative).shift(1e-6f),"
              + " 0f)))")
  @Vjp(
      of = "positive",
      is =
          "dev.adjoint.tensor.LossGradients.column(yBar.times(dev.adjoint.tensor.LossGradients.tripletSlope(anchor,"
              + " positive, negative,"
              + " margin))).times(dev.adjoint.tensor.LossGradients.unitLength(anchor.minus(positive).shift(1e-6f),"
              + " 0f)).negate()")
  @Vjp(
      of = "negative",
      is =
          "dev.adjoint.tensor.LossGradients.column(yBar.times(dev.adjoint.tensor.LossGradients.tripletSlope(anchor,"
              + " positive, negative,"
              + " margin))).times(dev.adjoint.tensor.LossGradients.unitLength(anchor.minus(negative).shift(1e-6f),"
              + " 0f))")
  @Jvp(
      "anchorDot.minus(positiveDot).times(dev.adjoint.tensor.LossGradients.unitLength(anchor.minus(positive).shift(1e-6f),"
          + " 0f)).minus(anchorDot.minus(negativeDot).times(dev.adjoint.tensor.LossGradients.unitLength(anchor.minus(negative).shift(1e-6f),"
          + " 0f))).sumOver(-1).times(dev.adjoint.tensor.LossGradients.tripletSlope(anchor,"
          + " positive, negative, margin))")
  public static Tensor tripletMarginTerms(
      Tensor anchor, Tensor positive, Tensor negative, @NonDifferentiable float margin) {
    Tensor near = pairwiseDistance(anchor, positive);
    Tensor far = pairwiseDistance(anchor, negative);
    return Activations.relu(near.minus(far).shift(margin));
  }

  /**
   * {@code d^2 / 2} where a pair is of the same class, else {@code max(0, margin - d)^2 / 2}
   * (Hadsell, Chopra and LeCun 2006).
   *
   * @param distances of pairs, such as {@link #pairwiseDistance}
   * @param same 1 for pairs of the same class, else 0
   */
  @Primitive(shape = "x, x -> x")
  @Vjp(
      of = "distances",
      is = "yBar.times(dev.adjoint.tensor.LossGradients.contrastiveSlope(distances, same, margin))")
  @Jvp(
      "distancesDot.times(dev.adjoint.tensor.LossGradients.contrastiveSlope(distances, same,"
          + " margin))")
  public static Tensor contrastiveTerms(
      Tensor distances, @NonDifferentiable Tensor same, @NonDifferentiable float margin) {
    Shapes.requireEqual("contrastiveTerms", distances.shape, same.shape);
    return Elementwise.square(LossGradients.contrastiveSlope(distances, same, margin)).scale(0.5f);
  }

  /** The cosines of the angles between rows; a length is at least 1e-8. */
  @Primitive(shape = "(*b, d), (*b, d) -> (*b)")
  @Vjp(
      of = "first",
      is =
          "dev.adjoint.tensor.LossGradients.unitLengthGradient(first,"
              + " dev.adjoint.tensor.LossGradients.column(yBar).times(dev.adjoint.tensor.LossGradients.unitLength(second,"
              + " 1e-8f)), 1e-8f)")
  @Vjp(
      of = "second",
      is =
          "dev.adjoint.tensor.LossGradients.unitLengthGradient(second,"
              + " dev.adjoint.tensor.LossGradients.column(yBar).times(dev.adjoint.tensor.LossGradients.unitLength(first,"
              + " 1e-8f)), 1e-8f)")
  @Jvp(
      "dev.adjoint.tensor.LossGradients.unitLengthGradient(first, firstDot,"
          + " 1e-8f).times(dev.adjoint.tensor.LossGradients.unitLength(second,"
          + " 1e-8f)).plus(dev.adjoint.tensor.LossGradients.unitLength(first,"
          + " 1e-8f).times(dev.adjoint.tensor.LossGradients.unitLengthGradient(second, secondDot,"
          + " 1e-8f))).sumOver(-1)")
  public static Tensor cosineSimilarity(Tensor first, Tensor second) {
    Shapes.requireEqual("cosineSimilarity", first.shape, second.shape);
    return LossGradients.unitLength(first, 1e-8f)
        .times(LossGradients.unitLength(second, 1e-8f))
        .sumOver(-1);
  }

  /**
   * {@code 1 - cos} for rows with the label 1, and {@code max(0, cos - margin)} for those with -1.
   */
  @Primitive(shape = "(n, d), (n, d), labels: (n) -> (n)")
  @Vjp(
      of = "first",
      is =
          "dev.adjoint.tensor.LossGradients.unitLengthGradient(first,"
              + " dev.adjoint.tensor.LossGradients.column(yBar.times(dev.adjoint.tensor.LossGradients.cosineSlope(first,"
              + " second, labels,"
              + " margin))).times(dev.adjoint.tensor.LossGradients.unitLength(second, 1e-8f)),"
              + " 1e-8f)")
  @Vjp(
      of = "second",
      is =
          "dev.adjoint.tensor.LossGradients.unitLengthGradient(second,"
              + " dev.adjoint.tensor.LossGradients.column(yBar.times(dev.adjoint.tensor.LossGradients.cosineSlope(first,"
              + " second, labels,"
              + " margin))).times(dev.adjoint.tensor.LossGradients.unitLength(first, 1e-8f)),"
              + " 1e-8f)")
  @Jvp(
      "dev.adjoint.tensor.LossGradients.unitLengthGradient(first, firstDot,"
          + " 1e-8f).times(dev.adjoint.tensor.LossGradients.unitLength(second,"
          + " 1e-8f)).plus(dev.adjoint.tensor.LossGradients.unitLength(first,"
          + " 1e-8f).times(dev.adjoint.tensor.LossGradients.unitLengthGradient(second, secondDot,"
          + " 1e-8f))).sumOver(-1).times(dev.adjoint.tensor.LossGradients.cosineSlope(first,"
          + " second, labels, margin))")
  public static Tensor cosineEmbeddingTerms(
      Tensor first, Tensor second, int[] labels, @NonDifferentiable float margin) {
    float[] y = cosineSimilarity(first, second).data;
    if (labels.length != y.length) {
      throw new ShapeException(
          "cosineEmbeddingTerms: %d labels for %s".formatted(labels.length, first.describe()));
    }
    for (int i = 0; i < y.length; i++) {
      y[i] = labels[i] == 1 ? 1 - y[i] : Math.max(0, y[i] - margin);
    }
    return Tensor.wrap(y, y.length);
  }
}
