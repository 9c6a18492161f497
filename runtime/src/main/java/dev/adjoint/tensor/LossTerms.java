package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/**
 * Losses of each element or of each row, for static import: {@code huberTerms(p, t, 1f).mean()} is
 * the mean, {@code sum()} the sum, and a product with weights before it a weighted loss. {@link
 * Losses} has shorter forms of the means.
 *
 * <p>All throw {@link ShapeException} if the shapes do not fit; targets are not broadcast.
 */
public final class LossTerms {
  private LossTerms() {}

  /** The absolute differences; the derivative at 0 is 0. */
  @Primitive(shape = "x, x -> x")
  @Vjp(
      of = "prediction",
      is = "yBar.times(dev.adjoint.tensor.Elementwise.sign(prediction.minus(target)))")
  @Vjp(
      of = "target",
      is = "yBar.times(dev.adjoint.tensor.Elementwise.sign(target.minus(prediction)))")
  @Jvp(
      "predictionDot.minus(targetDot).times(dev.adjoint.tensor.Elementwise.sign(prediction.minus(target)))")
  public static Tensor absoluteTerms(Tensor prediction, Tensor target) {
    Shapes.requireEqual("absoluteTerms", prediction.shape, target.shape);
    return Elementwise.abs(prediction.minus(target));
  }

  /** The squares of the differences. */
  @Primitive(shape = "x, x -> x")
  @Vjp(of = "prediction", is = "yBar.times(prediction.minus(target)).scale(2f)")
  @Vjp(of = "target", is = "yBar.times(target.minus(prediction)).scale(2f)")
  @Jvp("predictionDot.minus(targetDot).times(prediction.minus(target)).scale(2f)")
  public static Tensor squaredTerms(Tensor prediction, Tensor target) {
    Shapes.requireEqual("squaredTerms", prediction.shape, target.shape);
    return Elementwise.square(prediction.minus(target));
  }

  /**
   * Half of the square of each difference {@code d} where it is at most {@code delta}, else {@code
   * delta (|d| - delta / 2)} (Huber 1964).
   *
   * @throws IllegalArgumentException if {@code delta} is not positive
   */
  @Primitive(shape = "x, x -> x")
  @Vjp(
      of = "prediction",
      is =
          "yBar.times(dev.adjoint.tensor.LossGradients.clampedDifference(prediction, target,"
              + " delta))")
  @Vjp(
      of = "target",
      is =
          "yBar.times(dev.adjoint.tensor.LossGradients.clampedDifference(prediction, target,"
              + " delta)).negate()")
  @Jvp(
      "predictionDot.minus(targetDot).times(dev.adjoint.tensor.LossGradients.clampedDifference(prediction,"
          + " target, delta))")
  public static Tensor huberTerms(
      Tensor prediction, Tensor target, @NonDifferentiable float delta) {
    Shapes.requireEqual("huberTerms", prediction.shape, target.shape);
    if (!(delta > 0)) {
      throw new IllegalArgumentException("huberTerms: delta must be positive: " + delta);
    }
    float[] y = Workspace.floats(prediction.data.length);
    for (int i = 0; i < y.length; i++) {
      float distance = Math.abs(prediction.data[i] - target.data[i]);
      y[i] = distance <= delta ? 0.5f * distance * distance : delta * (distance - 0.5f * delta);
    }
    return Tensor.wrap(y, prediction.shape);
  }

  /**
   * As {@link #huberTerms} divided by {@code beta}, so that the slope far away is 1.
   *
   * @throws IllegalArgumentException if {@code beta} is not positive; {@link #absoluteTerms} is the
   *     limit
   */
  @Primitive(shape = "x, x -> x")
  @Vjp(
      of = "prediction",
      is =
          "yBar.times(dev.adjoint.tensor.LossGradients.clampedDifference(prediction, target,"
              + " beta)).scale(1f / beta)")
  @Vjp(
      of = "target",
      is =
          "yBar.times(dev.adjoint.tensor.LossGradients.clampedDifference(prediction, target,"
              + " beta)).scale(-1f / beta)")
  @Jvp(
      "predictionDot.minus(targetDot).times(dev.adjoint.tensor.LossGradients.clampedDifference(prediction,"
          + " target, beta)).scale(1f / beta)")
  public static Tensor smoothL1Terms(
      Tensor prediction, Tensor target, @NonDifferentiable float beta) {
    Shapes.requireEqual("smoothL1Terms", prediction.shape, target.shape);
    return huberTerms(prediction, target, beta).scale(1 / beta);
  }

  /**
   * {@code t (log t - x)} for logarithms {@code x} of probabilities and probabilities {@code t}, 0
   * where {@code t} is 0: the terms of the Kullback-Leibler divergence of {@code exp(x)} from
   * {@code t}.
   */
  @Primitive(shape = "x, x -> x")
  @Vjp(of = "logProbabilities", is = "yBar.times(target).negate()")
  @Vjp(
      of = "target",
      is =
          "yBar.times(dev.adjoint.tensor.Elementwise.log(target).shift(1f).minus(logProbabilities))")
  @Jvp(
      "targetDot.times(dev.adjoint.tensor.Elementwise.log(target).shift(1f).minus(logProbabilities)).minus(target.times(logProbabilitiesDot))")
  public static Tensor klDivergenceTerms(Tensor logProbabilities, Tensor target) {
    Shapes.requireEqual("klDivergenceTerms", logProbabilities.shape, target.shape);
    float[] y = Workspace.floats(target.data.length);
    for (int i = 0; i < y.length; i++) {
      float t = target.data[i];
      float entropy = t == 0 ? 0 : (float) (t * Math.log(t));
      y[i] = entropy - t * logProbabilities.data[i];
    }
    return Tensor.wrap(y, target.shape);
  }

  /**
   * {@code -(t log p + (1 - t) log(1 - p))} for probabilities {@code p} and targets {@code t}, a
   * logarithm being at least -100, as in PyTorch; {@link #binaryCrossEntropyWithLogitsTerms} is
   * more exact.
   */
  @Primitive(shape = "x, x -> x")
  @Vjp(
      of = "probabilities",
      is =
          "yBar.times(dev.adjoint.tensor.LossGradients.binaryCrossEntropySlope(probabilities,"
              + " targets))")
  @Vjp(
      of = "targets",
      is =
          "yBar.times(dev.adjoint.tensor.Elementwise.log(probabilities.negate().shift(1f)).minus(dev.adjoint.tensor.Elementwise.log(probabilities)))")
  @Jvp(
      "probabilitiesDot.times(dev.adjoint.tensor.LossGradients.binaryCrossEntropySlope(probabilities,"
          + " targets)).plus(targetsDot.times(dev.adjoint.tensor.Elementwise.log(probabilities.negate().shift(1f)).minus(dev.adjoint.tensor.Elementwise.log(probabilities))))")
  public static Tensor binaryCrossEntropyTerms(Tensor probabilities, Tensor targets) {
    Shapes.requireEqual("binaryCrossEntropyTerms", probabilities.shape, targets.shape);
    float[] y = Workspace.floats(targets.data.length);
    for (int i = 0; i < y.length; i++) {
      double p = probabilities.data[i];
      if (p < 0 || p > 1) {
        throw new IllegalArgumentException(
            "binaryCrossEntropyTerms: no probability: %s at %d".formatted(p, i));
      }
      double t = targets.data[i];
      y[i] = (float) -(t * atLeast(Math.log(p)) + (1 - t) * atLeast(Math.log1p(-p)));
    }
    return Tensor.wrap(y, targets.shape);
  }

  /**
   * {@code -(w t log p + (1 - t) log(1 - p))} for {@code p = sigmoid(logit)}, overflowing for no
   * logit.
   *
   * @param positiveWeight what positive targets count for; broadcasts
   */
  @Primitive(shape = "x, x, weight -> broadcast(x, weight)")
  @Vjp(
      of = "logits",
      is =
          "yBar.times(targets.negate().shift(1f).minus(targets.times(positiveWeight.shift(-1f)).shift(1f).times(dev.adjoint.tensor.Activations.sigmoid(logits.negate()))))")
  @Vjp(
      of = "targets",
      is =
          "yBar.times(positiveWeight.shift(-1f).times(dev.adjoint.tensor.Activations.softplus(logits.negate())).minus(logits))")
  @Vjp(
      of = "positiveWeight",
      is =
          "yBar.times(targets).times(dev.adjoint.tensor.Activations.softplus(logits.negate())).sumTo(positiveWeight.shape())")
  @Jvp(
      "logitsDot.times(targets.negate().shift(1f).minus(targets.times(positiveWeight.shift(-1f)).shift(1f).times(dev.adjoint.tensor.Activations.sigmoid(logits.negate())))).plus(targetsDot.times(positiveWeight.shift(-1f).times(dev.adjoint.tensor.Activations.softplus(logits.negate())).minus(logits))).plus(targets.times(positiveWeightDot).times(dev.adjoint.tensor.Activations.softplus(logits.negate())))")
  public static Tensor binaryCrossEntropyWithLogitsTerms(
      Tensor logits, Tensor targets, Tensor positiveWeight) {
    String name = "binaryCrossEntropyWithLogitsTerms";
    Shapes.requireEqual(name, logits.shape, targets.shape);
    int[] weighted = Shapes.broadcast(name, targets.shape, positiveWeight.shape);
    Shapes.requireEqual(name, logits.shape, weighted);
    Tensor factors = targets.times(positiveWeight.shift(-1)).shift(1);
    return targets
        .negate()
        .shift(1)
        .times(logits)
        .plus(factors.times(Activations.softplus(logits.negate())));
  }

  /**
   * The cross-entropy of each row with probabilities: {@code -sum(t log softmax(x))}. Classes with
   * the probability 0 contribute nothing, whatever their logits are.
   */
  @Primitive(shape = "(*b, c), (*b, c) -> (*b)")
  @Vjp(
      of = "logits",
      is =
          "dev.adjoint.tensor.LossGradients.column(yBar).times(dev.adjoint.tensor.Activations.softmax(logits).times(targets.sumKeeping(-1)).minus(targets))")
  @Vjp(
      of = "targets",
      is =
          "dev.adjoint.tensor.LossGradients.column(yBar).times(dev.adjoint.tensor.Activations.logSoftmax(logits)).negate()")
  @Jvp(
      "dev.adjoint.tensor.Activations.softmax(logits).times(targets.sumKeeping(-1)).minus(targets).times(logitsDot).minus(dev.adjoint.tensor.Activations.logSoftmax(logits).times(targetsDot)).sumOver(-1)")
  public static Tensor crossEntropyTerms(Tensor logits, Tensor targets) {
    Shapes.requireEqual("crossEntropyTerms", logits.shape, targets.shape);
    float[] logProbabilities = Activations.logSoftmax(logits).data;
    int classes = logits.dimension(-1);
    float[] y = Workspace.floats(logits.rows("crossEntropyTerms"));
    for (int i = 0; i < y.length; i++) {
      double sum = 0;
      for (int j = i * classes; j < (i + 1) * classes; j++) {
        if (targets.data[j] != 0) {
          sum -= (double) targets.data[j] * logProbabilities[j];
        }
      }
      y[i] = (float) sum;
    }
    return Tensor.wrap(y, Shapes.without(logits.shape, -1));
  }

  private static double atLeast(double logarithm) {
    return Math.max(logarithm, -100);
  }
}
