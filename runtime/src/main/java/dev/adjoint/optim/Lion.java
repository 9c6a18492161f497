package dev.adjoint.optim;

import dev.adjoint.Leaf;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.Unary;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Lion, the sign of two means (Chen et al. 2023, "Symbolic discovery of optimization algorithms",
 * algorithm 2), with decoupled weight decay:
 *
 * <pre>{@code
 * direction = sign(beta1 * mean + (1 - beta1) * gradient)
 * parameter -= learningRate * (direction + weightDecay * parameter)
 * mean = beta2 * mean + (1 - beta2) * gradient
 * }</pre>
 */
public final class Lion extends LeafwiseOptimizer {
  private final double beta1;
  private final double beta2;

  private Lion(Builder builder) {
    super(builder);
    this.beta1 = builder.beta1;
    this.beta2 = builder.beta2;
  }

  @Override
  List<Leaf> slots(Leaf parameter) {
    return List.of(SavedState.zerosLike("mean", parameter));
  }

  @Override
  OptionalDouble momentum() {
    return OptionalDouble.of(beta1);
  }

  @Override
  void update(Leaf.Floats parameter, float[] gradient, List<Leaf> slots, LeafStep step) {
    float[] p = parameter.values();
    float[] mean = floats(slots.get(0));
    float rate = (float) step.learningRate();
    float decay = (float) step.weightDecay();
    float keep = (float) step.momentum();
    float blend = (float) (1 - step.momentum());
    Ranges.share(
        p.length,
        (start, end) -> {
          Kernels kernels = ActiveKernels.get();
          float[] direction = Ranges.room(0);
          float[] part = Ranges.room(1);
          Ranges.chunks(
              start,
              end,
              (from, to) -> {
                int count = to - from;
                System.arraycopy(mean, from, direction, 0, count);
                System.arraycopy(gradient, from, part, 0, count);
                combine(keep, direction, blend, part, count);
                kernels.unary(Unary.SIGN, direction, direction, 0, count);
                System.arraycopy(p, from, part, 0, count);
                descend(part, direction, rate, decay, count);
                System.arraycopy(part, 0, p, from, count);
                follow(mean, gradient, from, to);
              });
        });
  }

  /** a = s a + t b; HotSpot makes vectors of a loop that has one index for all arrays. */
  private static void combine(float s, float[] a, float t, float[] b, int count) {
    for (int i = 0; i < count; i++) {
      a[i] = s * a[i] + t * b[i];
    }
  }

  private static void descend(float[] p, float[] direction, float rate, float decay, int count) {
    for (int i = 0; i < count; i++) {
      p[i] -= rate * (direction[i] + decay * p[i]);
    }
  }

  private void follow(float[] mean, float[] gradient, int from, int to) {
    float keep = (float) beta2;
    float blend = (float) (1 - beta2);
    for (int i = from; i < to; i++) {
      mean[i] = keep * mean[i] + blend * gradient[i];
    }
  }

  @Override
  void update(Leaf.Doubles parameter, double[] gradient, List<Leaf> slots, LeafStep step) {
    double[] p = parameter.values();
    double[] mean = doubles(slots.get(0));
    double keep = step.momentum();
    for (int i = 0; i < p.length; i++) {
      double g = gradient[i];
      double direction = Math.signum(keep * mean[i] + (1 - keep) * g);
      p[i] -= step.learningRate() * (direction + step.weightDecay() * p[i]);
      mean[i] = beta2 * mean[i] + (1 - beta2) * g;
    }
  }

  /** The settings of {@link Lion}: by default a learning rate of 1e-4 and no weight decay. */
  public static final class Builder extends OptimizerSettings<Builder> {
    private double beta1 = 0.9;
    private double beta2 = 0.99;

    Builder() {
      super(1e-4, 0);
    }

    @Override
    Builder self() {
      return this;
    }

    /** The share of the mean in the direction, at least 0 and less than 1; 0.9 by default. */
    public Builder beta1(double value) {
      beta1 = Settings.fraction("beta1", value);
      return this;
    }

    /** The decay of the mean gradient, at least 0 and less than 1; 0.99 by default. */
    public Builder beta2(double value) {
      beta2 = Settings.fraction("beta2", value);
      return this;
    }

    Lion build() {
      return new Lion(this);
    }
  }
}
