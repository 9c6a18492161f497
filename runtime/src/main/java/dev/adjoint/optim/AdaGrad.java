package dev.adjoint.optim;

import dev.adjoint.Leaf;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * AdaGrad (Duchi, Hazan and Singer 2011), as PyTorch's {@code torch.optim.Adagrad} defines it:
 *
 * <pre>{@code
 * g = gradient + weightDecay * parameter
 * sum = sum + g * g
 * rate = learningRate / (1 + (step - 1) * learningRateDecay)
 * parameter -= rate * g / (sqrt(sum) + epsilon)
 * }</pre>
 */
public final class AdaGrad extends LeafwiseOptimizer {
  private final double learningRateDecay;
  private final double initialSum;
  private final double epsilon;

  private AdaGrad(Builder builder) {
    super(builder);
    this.learningRateDecay = builder.learningRateDecay;
    this.initialSum = builder.initialSum;
    this.epsilon = builder.epsilon;
  }

  @Override
  List<Leaf> slots(Leaf parameter) {
    Leaf sum = SavedState.zerosLike("sum", parameter);
    if (sum instanceof Leaf.Floats) {
      Arrays.fill(floats(sum), (float) initialSum);
    } else {
      Arrays.fill(doubles(sum), initialSum);
    }
    return List.of(sum);
  }

  @Override
  OptionalDouble momentum() {
    return OptionalDouble.empty();
  }

  private double rate(LeafStep step) {
    return step.learningRate() / (1 + (step.number() - 1) * learningRateDecay);
  }

  @Override
  void update(Leaf.Floats parameter, float[] gradient, List<Leaf> slots, LeafStep step) {
    float[] p = parameter.values();
    float[] sum = floats(slots.get(0));
    float rate = (float) rate(step);
    float decay = (float) step.weightDecay();
    float floor = (float) epsilon;
    Ranges.share(
        p.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            float g = gradient[i] + decay * p[i];
            sum[i] += g * g;
            p[i] -= rate * (g / ((float) Math.sqrt(sum[i]) + floor));
          }
        });
  }

  @Override
  void update(Leaf.Doubles parameter, double[] gradient, List<Leaf> slots, LeafStep step) {
    double[] p = parameter.values();
    double[] sum = doubles(slots.get(0));
    double rate = rate(step);
    for (int i = 0; i < p.length; i++) {
      double g = gradient[i] + step.weightDecay() * p[i];
      sum[i] += g * g;
      p[i] -= rate * g / (Math.sqrt(sum[i]) + epsilon);
    }
  }

  /** The settings of {@link AdaGrad}: by default a learning rate of 1e-2 and no weight decay. */
  public static final class Builder extends OptimizerSettings<Builder> {
    private double learningRateDecay;
    private double initialSum;
    private double epsilon = 1e-10;

    Builder() {
      super(1e-2, 0);
    }

    @Override
    Builder self() {
      return this;
    }

    /** How fast the learning rate falls with the steps, beside the sums; 0 by default. */
    public Builder learningRateDecay(double value) {
      learningRateDecay = Settings.notNegative("learningRateDecay", value);
      return this;
    }

    /** What the sums of squares are before the first step; 0 by default. */
    public Builder initialSum(double value) {
      initialSum = Settings.notNegative("initialSum", value);
      return this;
    }

    /** What keeps the divisor from 0; 1e-10 by default. */
    public Builder epsilon(double value) {
      epsilon = Settings.positive("epsilon", value);
      return this;
    }

    AdaGrad build() {
      return new AdaGrad(this);
    }
  }
}
