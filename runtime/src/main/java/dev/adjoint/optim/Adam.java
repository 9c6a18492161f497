package dev.adjoint.optim;

import dev.adjoint.Leaf;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.AdamStep;
import dev.adjoint.kernel.Binary;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Adam (Kingma and Ba 2015) and AdamW (Loshchilov and Hutter 2019), as PyTorch's {@code
 * torch.optim.Adam} and {@code AdamW} define them; {@link AdamStep} has the formula. With AMSGrad
 * (Reddi, Kale and Kumar 2018) the divisor has the largest mean square so far.
 */
public final class Adam extends LeafwiseOptimizer {
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final boolean isDecoupled;
  private final boolean isAmsGrad;

  private Adam(Builder builder) {
    super(builder);
    this.beta1 = builder.beta1;
    this.beta2 = builder.beta2;
    this.epsilon = builder.epsilon;
    this.isDecoupled = builder.isDecoupled;
    this.isAmsGrad = builder.isAmsGrad;
  }

  @Override
  List<Leaf> slots(Leaf parameter) {
    List<Leaf> slots = new ArrayList<>();
    slots.add(SavedState.zerosLike("mean", parameter));
    slots.add(SavedState.zerosLike("square", parameter));
    if (isAmsGrad) {
      slots.add(SavedState.zerosLike("largestSquare", parameter));
    }
    return slots;
  }

  @Override
  OptionalDouble momentum() {
    return OptionalDouble.of(beta1);
  }

  private double stepSize(LeafStep step) {
    return step.learningRate() / (1 - Math.pow(step.momentum(), step.number()));
  }

  private double rootCorrection(LeafStep step) {
    return Math.sqrt(1 - Math.pow(beta2, step.number()));
  }

  private double penalty(LeafStep step) {
    return isDecoupled ? 0 : step.weightDecay();
  }

  private double shrink(LeafStep step) {
    return isDecoupled ? 1 - step.learningRate() * step.weightDecay() : 1;
  }

  @Override
  void update(Leaf.Floats parameter, float[] gradient, List<Leaf> slots, LeafStep step) {
    AdamStep numbers =
        new AdamStep(
            (float) stepSize(step),
            (float) (1 - step.momentum()),
            (float) beta2,
            (float) (1 - beta2),
            (float) rootCorrection(step),
            (float) epsilon,
            (float) penalty(step),
            (float) shrink(step));
    float[] p = parameter.values();
    float[] mean = floats(slots.get(0));
    float[] square = floats(slots.get(1));
    if (isAmsGrad) {
      float[] largest = floats(slots.get(2));
      Ranges.share(
          p.length, (from, to) -> amsGrad(numbers, p, gradient, mean, square, largest, from, to));
    } else {
      ActiveKernels.get().adam(numbers, p, gradient, mean, square, 0, p.length);
    }
  }

  /** As three loops, since as one HotSpot makes no vectors of it. */
  private static void amsGrad(
      AdamStep step,
      float[] p,
      float[] gradient,
      float[] mean,
      float[] square,
      float[] largest,
      int start,
      int end) {
    Ranges.chunks(
        start,
        end,
        (from, to) -> {
          moments(step, p, gradient, mean, square, from, to);
          ActiveKernels.get().binary(Binary.MAXIMUM, largest, square, largest, from, to);
          descend(step, p, mean, largest, from, to);
        });
  }

  private static void moments(
      AdamStep step, float[] p, float[] gradient, float[] mean, float[] square, int from, int to) {
    float decay = step.weightDecay();
    float blend = step.beta1Complement();
    float beta2 = step.beta2();
    float blend2 = step.beta2Complement();
    for (int i = from; i < to; i++) {
      float g = gradient[i] + decay * p[i];
      mean[i] += blend * (g - mean[i]);
      square[i] = beta2 * square[i] + blend2 * g * g;
    }
  }

  private static void descend(
      AdamStep step, float[] p, float[] mean, float[] largest, int from, int to) {
    float shrink = step.shrink();
    float size = step.stepSize();
    float correction = step.rootCorrection();
    float epsilon = step.epsilon();
    for (int i = from; i < to; i++) {
      float divisor = (float) Math.sqrt(largest[i]) / correction + epsilon;
      p[i] = shrink * p[i] - size * mean[i] / divisor;
    }
  }

  @Override
  void update(Leaf.Doubles parameter, double[] gradient, List<Leaf> slots, LeafStep step) {
    double[] p = parameter.values();
    double[] mean = doubles(slots.get(0));
    double[] square = doubles(slots.get(1));
    double[] largest = doubles(slots.get(slots.size() - 1));
    double penalty = penalty(step);
    double shrink = shrink(step);
    double stepSize = stepSize(step);
    double correction = rootCorrection(step);
    for (int i = 0; i < p.length; i++) {
      double g = gradient[i] + penalty * p[i];
      mean[i] += (1 - step.momentum()) * (g - mean[i]);
      square[i] = beta2 * square[i] + (1 - beta2) * g * g;
      largest[i] = Math.max(largest[i], square[i]);
      double divisor = Math.sqrt(largest[i]) / correction + epsilon;
      p[i] = shrink * p[i] - stepSize * mean[i] / divisor;
    }
  }

  /**
   * The settings of {@link Adam}: by default a learning rate of 1e-3, and no weight decay for Adam,
   * a decoupled one of 1e-2 for AdamW.
   */
  public static final class Builder extends MomentSettings<Builder> {
    private final boolean isDecoupled;
    private boolean isAmsGrad;

    Builder(boolean isDecoupled) {
      super(1e-3, isDecoupled ? 1e-2 : 0);
      this.isDecoupled = isDecoupled;
    }

    @Override
    Builder self() {
      return this;
    }

    /** Divides by the root of the largest mean square so far. */
    public Builder amsGrad() {
      isAmsGrad = true;
      return this;
    }

    Adam build() {
      return new Adam(this);
    }
  }
}
