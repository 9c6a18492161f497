package dev.adjoint.optim;

import dev.adjoint.Leaf;
import java.util.List;
import java.util.OptionalDouble;

/**
 * LAMB, Adam whose step has for each leaf the length of the leaf (You et al. 2020, "Large batch
 * optimization for deep learning", algorithm 2, with the identity for φ), with decoupled weight
 * decay:
 *
 * <pre>{@code
 * mean = beta1 * mean + (1 - beta1) * gradient
 * square = beta2 * square + (1 - beta2) * gradient * gradient
 * r = mean / (1 - beta1^step) / (sqrt(square / (1 - beta2^step)) + epsilon)
 * u = r + weightDecay * parameter
 * parameter -= learningRate * norm(parameter) / norm(u) * u
 * }</pre>
 *
 * <p>Where one of the norms is 0 their quotient counts as 1.
 */
public final class Lamb extends LeafwiseOptimizer {
  private final double beta1;
  private final double beta2;
  private final double epsilon;

  private Lamb(Builder builder) {
    super(builder);
    this.beta1 = builder.beta1;
    this.beta2 = builder.beta2;
    this.epsilon = builder.epsilon;
  }

  @Override
  List<Leaf> slots(Leaf parameter) {
    return List.of(
        SavedState.zerosLike("mean", parameter), SavedState.zerosLike("square", parameter));
  }

  @Override
  OptionalDouble momentum() {
    return OptionalDouble.of(beta1);
  }

  private static double trustRatio(double parameterNorm, double updateNorm) {
    return parameterNorm > 0 && updateNorm > 0 ? parameterNorm / updateNorm : 1;
  }

  @Override
  void update(Leaf.Floats parameter, float[] gradient, List<Leaf> slots, LeafStep step) {
    float[] p = parameter.values();
    float[] mean = floats(slots.get(0));
    float[] square = floats(slots.get(1));
    float blend = (float) (1 - step.momentum());
    float keep2 = (float) beta2;
    float blend2 = (float) (1 - beta2);
    Ranges.share(
        p.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            mean[i] += blend * (gradient[i] - mean[i]);
            square[i] = keep2 * square[i] + blend2 * gradient[i] * gradient[i];
          }
        });
    float decay = (float) step.weightDecay();
    // Corrections as factors: the divisions and the roots are what takes time here.
    float correction = (float) (1 / (1 - Math.pow(step.momentum(), step.number())));
    float correction2 = (float) Math.sqrt(1 / (1 - Math.pow(beta2, step.number())));
    float floor = (float) epsilon;
    float[] u = Ranges.room(0);
    float[] roots = Ranges.room(1);
    float[] parameters = Ranges.room(2);
    double sum = 0;
    for (int from = 0; from < p.length; from += Ranges.CHUNK) {
      int count = Math.min(Ranges.CHUNK, p.length - from);
      // Aside, at places of their own: HotSpot makes vectors of loops with one index for all
      // arrays.
      System.arraycopy(mean, from, u, 0, count);
      System.arraycopy(square, from, roots, 0, count);
      System.arraycopy(p, from, parameters, 0, count);
      update(u, roots, parameters, correction, correction2, floor, decay, count);
      sum += Norms.sumOfSquares(u, count);
    }
    float size = (float) (step.learningRate() * trustRatio(Norms.norm(parameter), Math.sqrt(sum)));
    Ranges.share(
        p.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            float root = (float) Math.sqrt(square[i]) * correction2;
            p[i] -= size * (mean[i] * correction / (root + floor) + decay * p[i]);
          }
        });
  }

  /** The update of means, from mean squares and parameters. */
  private static void update(
      float[] means,
      float[] squares,
      float[] parameters,
      float correction,
      float correction2,
      float floor,
      float decay,
      int count) {
    for (int i = 0; i < count; i++) {
      float root = (float) Math.sqrt(squares[i]) * correction2;
      means[i] = means[i] * correction / (root + floor) + decay * parameters[i];
    }
  }

  @Override
  void update(Leaf.Doubles parameter, double[] gradient, List<Leaf> slots, LeafStep step) {
    double[] p = parameter.values();
    double[] mean = doubles(slots.get(0));
    double[] square = doubles(slots.get(1));
    double correction = 1 - Math.pow(step.momentum(), step.number());
    double correction2 = 1 - Math.pow(beta2, step.number());
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double g = gradient[i];
      mean[i] += (1 - step.momentum()) * (g - mean[i]);
      square[i] = beta2 * square[i] + (1 - beta2) * g * g;
      double r = mean[i] / correction / (Math.sqrt(square[i] / correction2) + epsilon);
      double u = r + step.weightDecay() * p[i];
      sum += u * u;
    }
    double size = step.learningRate() * trustRatio(Norms.norm(parameter), Math.sqrt(sum));
    for (int i = 0; i < p.length; i++) {
      double r = mean[i] / correction / (Math.sqrt(square[i] / correction2) + epsilon);
      p[i] -= size * (r + step.weightDecay() * p[i]);
    }
  }

  /**
   * The settings of {@link Lamb}: by default a learning rate of 1e-3 and a weight decay of 1e-2;
   * epsilon is 1e-6.
   */
  public static final class Builder extends MomentSettings<Builder> {
    Builder() {
      super(1e-3, 1e-2);
      epsilon = 1e-6;
    }

    @Override
    Builder self() {
      return this;
    }

    Lamb build() {
      return new Lamb(this);
    }
  }
}
