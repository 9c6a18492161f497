package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/**
 * What the derivatives of {@link Losses}, {@link LossTerms} and {@link MarginLosses} are made of.
 */
public final class LossGradients {
  private LossGradients() {}

  /** With one more axis, of size 1, at the end, so that a number for each row broadcasts. */
  @Primitive(shape = "(*b) -> (*b, 1)", view = true)
  @Vjp(of = "x", is = "yBar.reshape(x.shape())")
  @Jvp("column(xDot)")
  public static Tensor column(Tensor x) {
    int[] shape = java.util.Arrays.copyOf(x.shape, x.shape.length + 1);
    shape[x.shape.length] = 1;
    return Tensor.wrap(x.data, shape);
  }

  /** {@code a - b}, but at least {@code -limit} and at most {@code limit}. */
  @Primitive(shape = "x, x -> x")
  @Vjp(of = "a", is = "yBar.times(inside(a, b, limit))")
  @Vjp(of = "b", is = "yBar.times(inside(a, b, limit)).negate()")
  @Jvp("aDot.minus(bDot).times(inside(a, b, limit))")
  public static Tensor clampedDifference(Tensor a, Tensor b, @NonDifferentiable float limit) {
    Shapes.requireEqual("clampedDifference", a.shape, b.shape);
    float[] y = Workspace.floats(a.data.length);
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.max(-limit, Math.min(limit, a.data[i] - b.data[i]));
    }
    return Tensor.wrap(y, a.shape);
  }

  /** 1 where the difference is less than the limit, else 0. */
  @NonDifferentiable
  public static Tensor inside(Tensor a, Tensor b, float limit) {
    float[] y = Workspace.floats(a.data.length);
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.abs(a.data[i] - b.data[i]) < limit ? 1 : 0;
    }
    return Tensor.wrap(y, a.shape);
  }

  /** {@code (p - t) / (p (1 - p))}, the divisor at least 1e-12. */
  @Primitive(shape = "x, x -> x")
  @Vjp(
      of = "p",
      is =
          "yBar.minus(yBar.times(y).times(p.scale(-2f).shift(1f)))"
              + ".dividedBy(p.minus(dev.adjoint.tensor.Elementwise.square(p)))")
  @Vjp(of = "t", is = "yBar.dividedBy(dev.adjoint.tensor.Elementwise.square(p).minus(p))")
  @Jvp(
      "pDot.minus(tDot).minus(pDot.times(y).times(p.scale(-2f).shift(1f)))"
          + ".dividedBy(p.minus(dev.adjoint.tensor.Elementwise.square(p)))")
  public static Tensor binaryCrossEntropySlope(Tensor p, Tensor t) {
    Shapes.requireEqual("binaryCrossEntropySlope", p.shape, t.shape);
    float[] y = Workspace.floats(p.data.length);
    for (int i = 0; i < y.length; i++) {
      double x = p.data[i];
      y[i] = (float) ((x - t.data[i]) / Math.max((1 - x) * x, 1e-12));
    }
    return Tensor.wrap(y, p.shape);
  }

  /** {@code -order} where the margin is not kept, else 0; at the margin as PyTorch has it. */
  @NonDifferentiable
  public static Tensor marginSlope(Tensor first, Tensor second, Tensor order, float margin) {
    float[] y = Workspace.floats(order.data.length);
    for (int i = 0; i < y.length; i++) {
      float sign = order.data[i];
      y[i] = -sign * (first.data[i] - second.data[i]) + margin >= 0 ? -sign : 0;
    }
    return Tensor.wrap(y, order.shape);
  }

  /** 1 where the label is 1; else -1 where the margin is not kept, and 0 where it is. */
  @NonDifferentiable
  public static Tensor hingeSlope(Tensor x, Tensor labels, float margin) {
    float[] y = Workspace.floats(x.data.length);
    for (int i = 0; i < y.length; i++) {
      y[i] = labels.data[i] == 1 ? 1 : margin - x.data[i] >= 0 ? -1 : 0;
    }
    return Tensor.wrap(y, x.shape);
  }

  /** The derivative of each row's loss by each score. */
  @NonDifferentiable
  public static Tensor multiMarginSlope(Tensor scores, int[] labels, float margin) {
    int classes = scores.shape[1];
    float[] y = Workspace.zeros(scores.data.length);
    for (int i = 0; i < labels.length; i++) {
      int right = i * classes + labels[i];
      for (int j = i * classes; j < (i + 1) * classes; j++) {
        if (j != right && margin - scores.data[right] + scores.data[j] > 0) {
          y[j] = 1f / classes;
          y[right] -= 1f / classes;
        }
      }
    }
    return Tensor.wrap(y, scores.shape);
  }

  /** 1 for rows that do not keep the margin, else 0. */
  @NonDifferentiable
  public static Tensor tripletSlope(Tensor anchor, Tensor positive, Tensor negative, float margin) {
    Tensor near = MarginLosses.pairwiseDistance(anchor, positive);
    Tensor far = MarginLosses.pairwiseDistance(anchor, negative);
    float[] y = Workspace.floats(near.data.length);
    for (int i = 0; i < y.length; i++) {
      y[i] = margin + near.data[i] - far.data[i] >= 0 ? 1 : 0;
    }
    return Tensor.wrap(y, near.shape);
  }

  /** -1 for rows with the label 1; else 1 where the cosine is above the margin. */
  @NonDifferentiable
  public static Tensor cosineSlope(Tensor first, Tensor second, int[] labels, float margin) {
    float[] y = MarginLosses.cosineSimilarity(first, second).data;
    for (int i = 0; i < y.length; i++) {
      y[i] = labels[i] == 1 ? -1 : y[i] - margin >= 0 ? 1 : 0;
    }
    return Tensor.wrap(y, y.length);
  }

  /** The distance of a pair of the same class, else {@code -max(0, margin - distance)}. */
  @Primitive(shape = "x, x -> x")
  @Vjp(of = "distances", is = "yBar.times(contrastiveCurvature(distances, same, margin))")
  @Jvp("distancesDot.times(contrastiveCurvature(distances, same, margin))")
  public static Tensor contrastiveSlope(
      Tensor distances, @NonDifferentiable Tensor same, @NonDifferentiable float margin) {
    float[] y = Workspace.floats(distances.data.length);
    for (int i = 0; i < y.length; i++) {
      float distance = distances.data[i];
      y[i] = same.data[i] == 1 ? distance : -Math.max(0, margin - distance);
    }
    return Tensor.wrap(y, distances.shape);
  }

  /** 1 where the slope changes with the distance, else 0. */
  @NonDifferentiable
  public static Tensor contrastiveCurvature(Tensor distances, Tensor same, float margin) {
    float[] y = Workspace.floats(distances.data.length);
    for (int i = 0; i < y.length; i++) {
      y[i] = same.data[i] == 1 || distances.data[i] <= margin ? 1 : 0;
    }
    return Tensor.wrap(y, distances.shape);
  }

  /** Rows divided by their Euclidean lengths, which are taken to be at least a number. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "unitLengthGradient(x, yBar, least)")
  @Jvp("unitLengthGradient(x, xDot, least)")
  public static Tensor unitLength(Tensor x, @NonDifferentiable float least) {
    return x.times(column(inverseLengths(x, least)));
  }

  /** The gradient of {@link #unitLength}, whose Jacobian is symmetric. */
  @Primitive(shape = "x, x -> x")
  @Vjp(of = "x", is = "unitLengthCurvature(x, seed, yBar, least)")
  @Vjp(of = "seed", is = "unitLengthGradient(x, yBar, least)")
  @Jvp("unitLengthGradient(x, seedDot, least).plus(unitLengthCurvature(x, seed, xDot, least))")
  public static Tensor unitLengthGradient(Tensor x, Tensor seed, @NonDifferentiable float least) {
    Shapes.requireEqual("unitLengthGradient", x.shape, seed.shape);
    Tensor factor = inverseLengths(x, least);
    Tensor unit = x.times(column(factor));
    Tensor along = seed.times(unit).sumOver(-1).times(longer(factor, least));
    return seed.minus(unit.times(column(along))).times(column(factor));
  }

  /** The second derivative of {@link #unitLength} applied to two seeds. */
  public static Tensor unitLengthCurvature(Tensor x, Tensor a, Tensor b, float least) {
    Tensor factor = inverseLengths(x, least);
    Tensor unit = x.times(column(factor));
    Tensor alongA = unitLengthGradient(x, a, least);
    Tensor alongB = unitLengthGradient(x, b, least);
    Tensor scale = factor.times(longer(factor, least)).negate();
    return unit.times(a.times(alongB).sumKeeping(-1))
        .plus(alongA.times(b.times(unit).sumKeeping(-1)))
        .plus(alongB.times(a.times(unit).sumKeeping(-1)))
        .times(column(scale));
  }

  private static Tensor inverseLengths(Tensor x, float least) {
    int width = x.dimension(-1);
    float[] y = Workspace.floats(x.rows("unitLength"));
    for (int i = 0; i < y.length; i++) {
      double sum = 0;
      for (int j = i * width; j < (i + 1) * width; j++) {
        sum += (double) x.data[j] * x.data[j];
      }
      y[i] = (float) (1 / Math.max(Math.sqrt(sum), least));
    }
    return Tensor.wrap(y, Shapes.without(x.shape, -1));
  }

  /** 1 where a length is more than the least one, else 0. */
  private static Tensor longer(Tensor inverseLengths, float least) {
    float[] y = Workspace.floats(inverseLengths.data.length);
    for (int i = 0; i < y.length; i++) {
      y[i] = inverseLengths.data[i] < 1 / least ? 1 : 0;
    }
    return Tensor.wrap(y, inverseLengths.shape);
  }

  /**
   * The probabilities, times weights, whose {@link LossTerms#crossEntropyTerms} is the loss by
   * labels; rows of the ignored label are 0.
   */
  @NonDifferentiable
  public static Tensor classTargets(
      int[] labels, Tensor weights, int ignored, float smoothing, int rows) {
    int classes = weights.size();
    float[] y = Workspace.zeros(Shapes.size(rows, classes));
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != ignored) {
        for (int j = 0; j < classes; j++) {
          y[i * classes + j] = smoothing / classes * weights.data[j];
        }
        y[i * classes + labels[i]] += (1 - smoothing) * weights.data[labels[i]];
      }
    }
    return Tensor.wrap(y, rows, classes);
  }

  /** What the weights of the labels add up to. */
  @NonDifferentiable
  public static float totalWeight(int[] labels, Tensor weights, int ignored) {
    double sum = 0;
    for (int label : labels) {
      sum += label == ignored ? 0 : weights.data[label];
    }
    return (float) sum;
  }

  /** What the loss of a row counts in the mean; 0 if no row counts, so that no gradient is NaN. */
  @NonDifferentiable
  public static float inverseWeight(int[] labels, Tensor weights, int ignored) {
    float total = totalWeight(labels, weights, ignored);
    return total == 0 ? 0 : 1 / total;
  }

  static void requireLabels(String operation, Tensor scores, int[] labels) {
    requireLabels(operation, scores, labels, Integer.MIN_VALUE);
  }

  static void requireLabels(String operation, Tensor scores, int[] labels, int ignored) {
    Shapes.requireRank(operation, 2, scores.shape);
    if (labels.length != scores.shape[0]) {
      throw new ShapeException(
          "%s: %d labels for scores %s".formatted(operation, labels.length, scores.describe()));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != ignored && (labels[i] < 0 || labels[i] >= scores.shape[1])) {
        throw new IllegalArgumentException(
            "%s: label %d at position %d is outside of the %d classes"
                .formatted(operation, labels[i], i, scores.shape[1]));
      }
    }
  }
}
