package dev.adjoint.optim;

import dev.adjoint.Leaf;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.SgdStep;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Stochastic gradient descent with optional momentum, as PyTorch's {@code torch.optim.SGD} defines
 * it; {@link SgdStep} has the formula.
 */
public final class Sgd extends LeafwiseOptimizer {
  private final double momentum;
  private final double dampening;
  private final boolean nesterov;

  private Sgd(Builder builder) {
    super(builder);
    this.momentum = builder.momentum;
    this.dampening = builder.dampening;
    this.nesterov = builder.nesterov;
  }

  @Override
  List<Leaf> slots(Leaf parameter) {
    return momentum == 0 ? List.of() : List.of(SavedState.zerosLike("velocity", parameter));
  }

  @Override
  OptionalDouble momentum() {
    return momentum == 0 ? OptionalDouble.empty() : OptionalDouble.of(momentum);
  }

  @Override
  void update(Leaf.Floats parameter, float[] gradient, List<Leaf> slots, LeafStep step) {
    SgdStep numbers =
        new SgdStep(
            (float) step.learningRate(),
            (float) step.weightDecay(),
            (float) step.momentum(),
            (float) dampening,
            nesterov,
            step.number() == 1);
    float[] p = parameter.values();
    float[] velocity = slots.isEmpty() ? p : floats(slots.get(0));
    ActiveKernels.get().sgd(numbers, p, gradient, velocity, 0, p.length);
  }

  @Override
  void update(Leaf.Doubles parameter, double[] gradient, List<Leaf> slots, LeafStep step) {
    double[] p = parameter.values();
    double[] velocity = slots.isEmpty() ? p : doubles(slots.get(0));
    boolean first = step.number() == 1;
    for (int i = 0; i < p.length; i++) {
      double direction = gradient[i] + step.weightDecay() * p[i];
      if (!slots.isEmpty()) {
        velocity[i] =
            first ? direction : step.momentum() * velocity[i] + (1 - dampening) * direction;
        direction = nesterov ? direction + step.momentum() * velocity[i] : velocity[i];
      }
      p[i] -= step.learningRate() * direction;
    }
  }

  /** The settings of {@link Sgd}: by default a learning rate of 1e-3 and nothing else. */
  public static final class Builder extends OptimizerSettings<Builder> {
    private double momentum;
    private double dampening;
    private boolean nesterov;

    Builder() {
      super(1e-3, 0);
    }

    @Override
    Builder self() {
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
