package dev.adjoint.optim;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.AdamStep;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015) and AdamW (Loshchilov and Hutter 2019), as PyTorch's {@code
 * torch.optim.Adam} and {@code AdamW} define them; {@link AdamStep} has the formula.
 */
public final class Adam implements Optimizer {
  private final double learningRate;
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final double weightDecay;
  private final boolean decoupled;

  private Adam(Builder builder) {
    this.learningRate = builder.learningRate;
    this.beta1 = builder.beta1;
    this.beta2 = builder.beta2;
    this.epsilon = builder.epsilon;
    this.weightDecay = builder.weightDecay;
    this.decoupled = builder.decoupled;
  }

  @Override
  public <T> OptimizerState<T> start(ParameterTree<T> tree, T model) {
    return new SlotState<>(tree, model, 2, this::update);
  }

  private void update(
      Leaf parameter, Leaf gradient, List<Leaf> slots, long step, double learningRateFactor) {
    double rate = learningRate * learningRateFactor;
    double stepSize = rate / (1 - Math.pow(beta1, step));
    double rootCorrection = Math.sqrt(1 - Math.pow(beta2, step));
    double penalty = decoupled ? 0 : weightDecay;
    double shrink = decoupled ? 1 - rate * weightDecay : 1;
    if (parameter instanceof Leaf.Floats p
        && gradient instanceof Leaf.Floats g
        && slots.get(0) instanceof Leaf.Floats mean
        && slots.get(1) instanceof Leaf.Floats square) {
      AdamStep numbers =
          new AdamStep(
              (float) stepSize,
              (float) (1 - beta1),
              (float) beta2,
              (float) (1 - beta2),
              (float) rootCorrection,
              (float) epsilon,
              (float) penalty,
              (float) shrink);
      ActiveKernels.get()
          .adam(numbers, p.values(), g.values(), mean.values(), square.values(), 0, p.size());
      return;
    }
    Leaf mean = slots.get(0);
    Leaf square = slots.get(1);
    for (int i = 0; i < parameter.size(); i++) {
      double g = gradient.get(i) + penalty * parameter.get(i);
      mean.set(i, mean.get(i) + (1 - beta1) * (g - mean.get(i)));
      square.set(i, beta2 * square.get(i) + (1 - beta2) * g * g);
      double divisor = Math.sqrt(square.get(i)) / rootCorrection + epsilon;
      parameter.set(i, shrink * parameter.get(i) - stepSize * mean.get(i) / divisor);
    }
  }

  /** The settings of {@link Adam}, each with a default. */
  public static final class Builder {
    private final boolean decoupled;
    private double learningRate = 1e-3;
    private double beta1 = 0.9;
    private double beta2 = 0.999;
    private double epsilon = 1e-8;
    private double weightDecay;

    Builder(boolean decoupled) {
      this.decoupled = decoupled;
      this.weightDecay = decoupled ? 1e-2 : 0;
    }

    /** The learning rate; 1e-3 by default. */
    public Builder learningRate(double value) {
      learningRate = Settings.positive("learningRate", value);
      return this;
    }

    /** The decay of the mean gradient, at least 0 and less than 1; 0.9 by default. */
    public Builder beta1(double value) {
      beta1 = Settings.fraction("beta1", value);
      return this;
    }

    /** The decay of the mean square, at least 0 and less than 1; 0.999 by default. */
    public Builder beta2(double value) {
      beta2 = Settings.fraction("beta2", value);
      return this;
    }

    /** What keeps the divisor from 0; 1e-8 by default. */
    public Builder epsilon(double value) {
      epsilon = Settings.positive("epsilon", value);
      return this;
    }

    /**
     * The factor of the L2 penalty for Adam, 0 by default; for AdamW how fast parameters shrink,
     * 1e-2 by default.
     */
    public Builder weightDecay(double value) {
      weightDecay = Settings.notNegative("weightDecay", value);
      return this;
    }

    Adam build() {
      return new Adam(this);
    }
  }
}
