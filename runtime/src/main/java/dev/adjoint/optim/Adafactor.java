package dev.adjoint.optim;

import dev.adjoint.Leaf;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Adafactor (Shazeer and Stern 2018), as PyTorch's {@code torch.optim.Adafactor} defines it: the
 * mean squares of a matrix are the products of means of its rows and of its columns, which is all
 * that is remembered; the last two dimensions of a tensor are the matrix. Leaves of fewer
 * dimensions have mean squares of their own.
 *
 * <pre>{@code
 * blend = step^-decayExponent
 * rate = max(epsilon2, rms(parameter)) * min(learningRate, 1 / sqrt(step))
 * parameter *= 1 - learningRate * weightDecay
 * row += blend * (mean of gradient * gradient over the columns - row), and column likewise
 * square = row * column / max(mean(row), epsilon1)
 * u = gradient / sqrt(max(square, epsilon1 * epsilon1))
 * parameter -= rate / max(1, rms(u) / clipThreshold) * u
 * }</pre>
 */
public final class Adafactor extends LeafwiseOptimizer {
  private final double decayExponent;
  private final OptionalDouble epsilon1;
  private final double epsilon2;
  private final double clipThreshold;

  private Adafactor(Builder builder) {
    super(builder);
    this.decayExponent = builder.decayExponent;
    this.epsilon1 = builder.epsilon1;
    this.epsilon2 = builder.epsilon2;
    this.clipThreshold = builder.clipThreshold;
  }

  @Override
  List<Leaf> slots(Leaf parameter) {
    int[] shape = parameter.shape();
    int rank = shape.length;
    if (rank < 2) {
      return List.of(SavedState.zerosLike("square", parameter));
    }
    int[] rows = shape.clone();
    rows[rank - 1] = 1;
    int[] columns = shape.clone();
    columns[rank - 2] = 1;
    return List.of(
        SavedState.zeros("row", parameter, rows), SavedState.zeros("column", parameter, columns));
  }

  @Override
  OptionalDouble momentum() {
    return OptionalDouble.empty();
  }

  @Override
  void update(Leaf.Floats parameter, float[] gradient, List<Leaf> slots, LeafStep step) {
    Leaf g = new Leaf.Floats(parameter.path(), parameter.shape(), gradient);
    move(parameter, g, slots, step, epsilon1.orElse(0x1p-23));
  }

  @Override
  void update(Leaf.Doubles parameter, double[] gradient, List<Leaf> slots, LeafStep step) {
    Leaf g = new Leaf.Doubles(parameter.path(), parameter.shape(), gradient);
    move(parameter, g, slots, step, epsilon1.orElse(0x1p-52));
  }

  private void move(Leaf p, Leaf g, List<Leaf> slots, LeafStep step, double floor) {
    if (p.size() == 0) {
      return;
    }
    double root = Math.sqrt(p.size());
    double rate =
        Math.max(epsilon2, Norms.norm(p) / root)
            * Math.min(step.learningRate(), 1 / Math.sqrt(step.number()));
    double blend = Math.pow(step.number(), -decayExponent);
    FactoredSquares squares =
        g instanceof Leaf.Floats floats
            ? new FactoredFloats(floats, slots, floor)
            : new FactoredSquares(g, slots, floor);
    squares.follow(blend);
    double denominator =
        Math.max(1, Math.sqrt(squares.sumOfScaledSquares()) / root / clipThreshold);
    squares.descend(p, 1 - step.learningRate() * step.weightDecay(), rate / denominator);
  }

  /**
   * The settings of {@link Adafactor}: by default a learning rate of 1e-2 and no weight decay,
   * which is decoupled.
   */
  public static final class Builder extends OptimizerSettings<Builder> {
    private double decayExponent = 0.8;
    private OptionalDouble epsilon1 = OptionalDouble.empty();
    private double epsilon2 = 1e-3;
    private double clipThreshold = 1;

    Builder() {
      super(1e-2, 0);
    }

    @Override
    Builder self() {
      return this;
    }

    /** The share of a new square is the step's number to minus this power; 0.8 by default. */
    public Builder decayExponent(double value) {
      decayExponent = Settings.notNegative("decayExponent", value);
      return this;
    }

    /**
     * What keeps roots of mean squares from 0; the precision of the leaf's type by default, 2⁻²³ or
     * 2⁻⁵².
     */
    public Builder epsilon1(double value) {
      epsilon1 = OptionalDouble.of(Settings.positive("epsilon1", value));
      return this;
    }

    /** What the size of a leaf counts as at least; 1e-3 by default. */
    public Builder epsilon2(double value) {
      epsilon2 = Settings.notNegative("epsilon2", value);
      return this;
    }

    /** How large an update may be, as the root of its mean square, at least 1; 1 by default. */
    public Builder clipThreshold(double value) {
      clipThreshold = Settings.atLeastOne("clipThreshold", value);
      return this;
    }

    Adafactor build() {
      return new Adafactor(this);
    }
  }
}
