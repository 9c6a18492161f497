package dev.adjoint.optim;

import dev.adjoint.Leaf;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Adamax, Adam by the largest gradient (Kingma and Ba 2015), as PyTorch's {@code
 * torch.optim.Adamax} defines it:
 *
 * <pre>{@code
 * g = gradient + weightDecay * parameter
 * mean = mean + (1 - beta1) * (g - mean)
 * largest = max(beta2 * largest, abs(g) + epsilon)
 * parameter -= learningRate / (1 - beta1^step) * mean / largest
 * }</pre>
 */
public final class Adamax extends LeafwiseOptimizer {
  private final double beta1;
  private final double beta2;
  private final double epsilon;

  private Adamax(Builder builder) {
    super(builder);
    this.beta1 = builder.beta1;
    this.beta2 = builder.beta2;
    this.epsilon = builder.epsilon;
  }

  @Override
  List<Leaf> slots(Leaf parameter) {
    return List.of(
        SavedState.zerosLike("mean", parameter), SavedState.zerosLike("largest", parameter));
  }

  @Override
  OptionalDouble momentum() {
    return OptionalDouble.of(beta1);
  }

  private static double stepSize(LeafStep step) {
    return step.learningRate() / (1 - Math.pow(step.momentum(), step.number()));
  }

  @Override
  void update(Leaf.Floats parameter, float[] gradient, List<Leaf> slots, LeafStep step) {
    float[] p = parameter.values();
    float[] mean = floats(slots.get(0));
    float[] largest = floats(slots.get(1));
    float size = (float) stepSize(step);
    float decay = (float) step.weightDecay();
    float blend = (float) (1 - step.momentum());
    float keep = (float) beta2;
    float floor = (float) epsilon;
    Ranges.share(
        p.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            float g = gradient[i] + decay * p[i];
            mean[i] += blend * (g - mean[i]);
            largest[i] = Math.max(keep * largest[i], Math.abs(g) + floor);
            p[i] -= size * mean[i] / largest[i];
          }
        });
  }

  @Override
  void update(Leaf.Doubles parameter, double[] gradient, List<Leaf> slots, LeafStep step) {
    double[] p = parameter.values();
    double[] mean = doubles(slots.get(0));
    double[] largest = doubles(slots.get(1));
    double size = stepSize(step);
    for (int i = 0; i < p.length; i++) {
      double g = gradient[i] + step.weightDecay() * p[i];
      mean[i] += (1 - step.momentum()) * (g - mean[i]);
      largest[i] = Math.max(beta2 * largest[i], Math.abs(g) + epsilon);
      p[i] -= size * mean[i] / largest[i];
    }
  }

  /** The settings of {@link Adamax}: by default a learning rate of 2e-3 and no weight decay. */
  public static final class Builder extends MomentSettings<Builder> {
    Builder() {
      super(2e-3, 0);
    }

    @Override
    Builder self() {
      return this;
    }

    Adamax build() {
      return new Adamax(this);
    }
  }
}
