package dev.adjoint.optim;

import dev.adjoint.Leaf;
import java.util.List;
import java.util.OptionalDouble;

/**
 * NAdam, Adam that looks ahead (Dozat 2016), as PyTorch's {@code torch.optim.NAdam} defines it:
 *
 * <pre>{@code
 * g = gradient + weightDecay * parameter
 * mu = beta1 * (1 - 0.96^(step * momentumDecay) / 2), and muNext likewise of the next step
 * product = product * mu
 * mean = mean + (1 - beta1) * (g - mean)
 * square = beta2 * square + (1 - beta2) * g * g
 * d = sqrt(square / (1 - beta2^step)) + epsilon
 * parameter -= learningRate * (1 - mu) / (1 - product) * g / d
 *            + learningRate * muNext / (1 - product * muNext) * mean / d
 * }</pre>
 */
public final class NAdam extends LeafwiseOptimizer {
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final double momentumDecay;
  private final boolean isDecoupled;

  private NAdam(Builder builder) {
    super(builder);
    this.beta1 = builder.beta1;
    this.beta2 = builder.beta2;
    this.epsilon = builder.epsilon;
    this.momentumDecay = builder.momentumDecay;
    this.isDecoupled = builder.isDecoupled;
  }

  @Override
  List<Leaf> slots(Leaf parameter) {
    return List.of(
        SavedState.zerosLike("mean", parameter),
        SavedState.zerosLike("square", parameter),
        SavedState.scalar("momentumProduct." + parameter.path(), 1));
  }

  @Override
  OptionalDouble momentum() {
    return OptionalDouble.of(beta1);
  }

  /** What a step multiplies by, the product of momenta being multiplied on the way. */
  private Factors factors(Leaf product, LeafStep step) {
    double mu = momentum(step.momentum(), step.number());
    double next = momentum(step.momentum(), step.number() + 1);
    product.set(0, product.get(0) * mu);
    double rate = step.learningRate();
    return new Factors(
        isDecoupled ? 0 : step.weightDecay(),
        isDecoupled ? 1 - rate * step.weightDecay() : 1,
        rate * (1 - mu) / (1 - product.get(0)),
        rate * next / (1 - product.get(0) * next),
        1 - Math.pow(beta2, step.number()));
  }

  private double momentum(double base, long step) {
    return base * (1 - 0.5 * Math.pow(0.96, step * momentumDecay));
  }

  private record Factors(
      double penalty, double shrink, double ofGradient, double ofMean, double correction) {}

  @Override
  void update(Leaf.Floats parameter, float[] gradient, List<Leaf> slots, LeafStep step) {
    float[] p = parameter.values();
    float[] mean = floats(slots.get(0));
    float[] square = floats(slots.get(1));
    Factors factors = factors(slots.get(2), step);
    float penalty = (float) factors.penalty();
    float shrink = (float) factors.shrink();
    float ofGradient = (float) factors.ofGradient();
    float ofMean = (float) factors.ofMean();
    float correction = (float) factors.correction();
    float blend = (float) (1 - step.momentum());
    float keep = (float) beta2;
    float blend2 = (float) (1 - beta2);
    float floor = (float) epsilon;
    Ranges.share(
        p.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            float g = gradient[i] + penalty * p[i];
            mean[i] += blend * (g - mean[i]);
            square[i] = keep * square[i] + blend2 * g * g;
            float divisor = (float) Math.sqrt(square[i] / correction) + floor;
            p[i] = shrink * p[i] - ofGradient * g / divisor - ofMean * mean[i] / divisor;
          }
        });
  }

  @Override
  void update(Leaf.Doubles parameter, double[] gradient, List<Leaf> slots, LeafStep step) {
    double[] p = parameter.values();
    double[] mean = doubles(slots.get(0));
    double[] square = doubles(slots.get(1));
    Factors factors = factors(slots.get(2), step);
    for (int i = 0; i < p.length; i++) {
      double g = gradient[i] + factors.penalty() * p[i];
      mean[i] += (1 - step.momentum()) * (g - mean[i]);
      square[i] = beta2 * square[i] + (1 - beta2) * g * g;
      double divisor = Math.sqrt(square[i] / factors.correction()) + epsilon;
      p[i] =
          factors.shrink() * p[i]
              - factors.ofGradient() * g / divisor
              - factors.ofMean() * mean[i] / divisor;
    }
  }

  /** The settings of {@link NAdam}: by default a learning rate of 2e-3 and no weight decay. */
  public static final class Builder extends MomentSettings<Builder> {
    private double momentumDecay = 4e-3;
    private boolean isDecoupled;

    Builder() {
      super(2e-3, 0);
    }

    @Override
    Builder self() {
      return this;
    }

    /** How fast the momentum rises from half of {@code beta1} to all of it; 4e-3 by default. */
    public Builder momentumDecay(double value) {
      momentumDecay = Settings.notNegative("momentumDecay", value);
      return this;
    }

    /** Decouples the weight decay, as AdamW does. */
    public Builder decoupled() {
      isDecoupled = true;
      return this;
    }

    NAdam build() {
      return new NAdam(this);
    }
  }
}
