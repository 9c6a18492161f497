package dev.adjoint.optim;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.SgdStep;
import java.util.List;

/**
 * Stochastic gradient descent with optional momentum, as PyTorch's {@code torch.optim.SGD} defines
 * it; {@link SgdStep} has the formula.
 */
public final class Sgd implements Optimizer {
  private final double learningRate;
  private final double momentum;
  private final double dampening;
  private final double weightDecay;
  private final boolean nesterov;

  private Sgd(Builder builder) {
    this.learningRate = builder.learningRate;
    this.momentum = builder.momentum;
    this.dampening = builder.dampening;
    this.weightDecay = builder.weightDecay;
    this.nesterov = builder.nesterov;
  }

  @Override
  public <T> OptimizerState<T> start(ParameterTree<T> tree, T model) {
    int slots = momentum == 0 ? 0 : 1;
    return new SlotState<>(tree, model, slots, this::update);
  }

  private void update(
      Leaf parameter, Leaf gradient, List<Leaf> slots, long step, double learningRateFactor) {
    double rate = learningRate * learningRateFactor;
    boolean first = step == 1;
    Leaf velocity = slots.isEmpty() ? parameter : slots.get(0);
    if (parameter instanceof Leaf.Floats p
        && gradient instanceof Leaf.Floats g
        && velocity instanceof Leaf.Floats v) {
      SgdStep numbers =
          new SgdStep(
              (float) rate,
              (float) weightDecay,
              (float) momentum,
              (float) dampening,
              nesterov,
              first);
      ActiveKernels.get().sgd(numbers, p.values(), g.values(), v.values(), 0, p.size());
      return;
    }
    for (int i = 0; i < parameter.size(); i++) {
      double direction = gradient.get(i) + weightDecay * parameter.get(i);
      if (momentum != 0) {
        double moved = first ? direction : momentum * velocity.get(i) + (1 - dampening) * direction;
        velocity.set(i, moved);
        direction = nesterov ? direction + momentum * moved : moved;
      }
      parameter.set(i, parameter.get(i) - rate * direction);
    }
  }

  /** The settings of {@link Sgd}, each with a default. */
  public static final class Builder {
    private double learningRate = 1e-3;
    private double momentum;
    private double dampening;
    private double weightDecay;
    private boolean nesterov;

    Builder() {}

    /** The learning rate; 1e-3 by default. */
    public Builder learningRate(double value) {
      learningRate = Settings.positive("learningRate", value);
      return this;
    }

    /** The momentum, at least 0 and less than 1; 0 by default. */
    public Builder momentum(double value) {
      momentum = Settings.fraction("momentum", value);
      return this;
    }

    /**
     * How much of the gradient the velocity leaves out, at least 0 and less than 1; 0 by default.
     */
    public Builder dampening(double value) {
      dampening = Settings.fraction("dampening", value);
      return this;
    }

    /** The factor of the L2 penalty; 0 by default. */
    public Builder weightDecay(double value) {
      weightDecay = Settings.notNegative("weightDecay", value);
      return this;
    }

    /** Looks ahead along the velocity, which needs momentum and no dampening. */
    public Builder nesterov() {
      nesterov = true;
      return this;
    }

    Sgd build() {
      if (nesterov && (momentum == 0 || dampening != 0)) {
        throw new IllegalArgumentException(
            "nesterov needs a momentum and no dampening: momentum %s, dampening %s"
                .formatted(momentum, dampening));
      }
      return new Sgd(this);
    }
  }
}
