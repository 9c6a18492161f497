package dev.adjoint.optim;

import dev.adjoint.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * RMSprop (Hinton 2012), as PyTorch's {@code torch.optim.RMSprop} defines it:
 *
 * <pre>{@code
 * g = gradient + weightDecay * parameter
 * square = decay * square + (1 - decay) * g * g
 * mean = mean + (1 - decay) * (g - mean)                        // if centered
 * d = g / (sqrt(square - mean * mean) + epsilon)
 * velocity = momentum * velocity + d                            // if there is momentum
 * parameter -= learningRate * velocity
 * }</pre>
 *
 * <p>In the form of textbooks (Goodfellow, Bengio and Courville 2016, algorithm 8.5) epsilon stands
 * within the root: {@link Builder#epsilonInRoot}. A variance that comes out negative by rounding
 * counts as 0, where PyTorch's parameters become NaN.
 */
public final class RmsProp extends LeafwiseOptimizer {
  private final double decay;
  private final double epsilon;
  private final double momentum;
  private final boolean isCentered;
  private final boolean isEpsilonInRoot;

  private RmsProp(Builder builder) {
    super(builder);
    this.decay = builder.decay;
    this.epsilon = builder.epsilon;
    this.momentum = builder.momentum;
    this.isCentered = builder.isCentered;
    this.isEpsilonInRoot = builder.isEpsilonInRoot;
  }

  @Override
  List<Leaf> slots(Leaf parameter) {
    List<Leaf> slots = new ArrayList<>();
    slots.add(SavedState.zerosLike("square", parameter));
    if (isCentered) {
      slots.add(SavedState.zerosLike("mean", parameter));
    }
    if (momentum != 0) {
      slots.add(SavedState.zerosLike("velocity", parameter));
    }
    return slots;
  }

  @Override
  OptionalDouble momentum() {
    return momentum == 0 ? OptionalDouble.empty() : OptionalDouble.of(momentum);
  }

  @Override
  void update(Leaf.Floats parameter, float[] gradient, List<Leaf> slots, LeafStep step) {
    float[] p = parameter.values();
    float[] square = floats(slots.get(0));
    float[] mean = isCentered ? floats(slots.get(1)) : square;
    boolean hasMomentum = momentum != 0;
    float[] velocity = hasMomentum ? floats(slots.get(slots.size() - 1)) : square;
    float rate = (float) step.learningRate();
    float penalty = (float) step.weightDecay();
    float keep = (float) decay;
    float blend = (float) (1 - decay);
    float before = (float) step.momentum();
    float inRoot = isEpsilonInRoot ? (float) epsilon : 0;
    float outside = isEpsilonInRoot ? 0 : (float) epsilon;
    Ranges.share(
        p.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            float g = gradient[i] + penalty * p[i];
            float variance = keep * square[i] + blend * g * g;
            square[i] = variance;
            if (isCentered) {
              mean[i] += blend * (g - mean[i]);
              variance = Math.max(0, variance - mean[i] * mean[i]);
            }
            float direction = g / ((float) Math.sqrt(variance + inRoot) + outside);
            if (hasMomentum) {
              direction += before * velocity[i];
              velocity[i] = direction;
            }
            p[i] -= rate * direction;
          }
        });
  }

  @Override
  void update(Leaf.Doubles parameter, double[] gradient, List<Leaf> slots, LeafStep step) {
    double[] p = parameter.values();
    double[] square = doubles(slots.get(0));
    double[] mean = isCentered ? doubles(slots.get(1)) : square;
    double[] velocity = momentum != 0 ? doubles(slots.get(slots.size() - 1)) : square;
    double inRoot = isEpsilonInRoot ? epsilon : 0;
    double outside = isEpsilonInRoot ? 0 : epsilon;
    for (int i = 0; i < p.length; i++) {
      double g = gradient[i] + step.weightDecay() * p[i];
      double variance = decay * square[i] + (1 - decay) * g * g;
      square[i] = variance;
      if (isCentered) {
        mean[i] += (1 - decay) * (g - mean[i]);
        variance = Math.max(0, variance - mean[i] * mean[i]);
      }
      double direction = g / (Math.sqrt(variance + inRoot) + outside);
      if (momentum != 0) {
        direction += step.momentum() * velocity[i];
        velocity[i] = direction;
      }
      p[i] -= step.learningRate() * direction;
    }
  }

  /** The settings of {@link RmsProp}: by default a learning rate of 1e-2 and no weight decay. */
  public static final class Builder extends OptimizerSettings<Builder> {
    private double decay = 0.99;
    private double epsilon = 1e-8;
    private double momentum;
    private boolean isCentered;
    private boolean isEpsilonInRoot;

    Builder() {
      super(1e-2, 0);
    }

    @Override
    Builder self() {
      return this;
    }

    /** The decay of the mean square, at least 0 and less than 1; 0.99 by default. */
    public Builder decay(double value) {
      decay = Settings.fraction("decay", value);
      return this;
    }

    /** What keeps the divisor from 0; 1e-8 by default. */
    public Builder epsilon(double value) {
      epsilon = Settings.positive("epsilon", value);
      return this;
    }

    /** Adds epsilon to the mean square, not to its root. */
    public Builder epsilonInRoot() {
      isEpsilonInRoot = true;
      return this;
    }

    /** The momentum, at least 0 and less than 1; 0 by default. */
    public Builder momentum(double value) {
      momentum = Settings.fraction("momentum", value);
      return this;
    }

    /** Divides by the standard deviation of the gradient, not by the root of its mean square. */
    public Builder centered() {
      isCentered = true;
      return this;
    }

    RmsProp build() {
      return new RmsProp(this);
    }
  }
}
