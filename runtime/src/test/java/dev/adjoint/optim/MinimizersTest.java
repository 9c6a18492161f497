package dev.adjoint.optim;

import static dev.adjoint.optim.Optimizers.lbfgs;
import static dev.adjoint.optim.Optimizers.levenbergMarquardt;
import static dev.adjoint.optim.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Golden;
import dev.adjoint.LeafMapper;
import dev.adjoint.LeafVisitor;
import dev.adjoint.ParameterTree;
import dev.adjoint.Point;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.ValueAndJacobian;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** L-BFGS against PyTorch's, iterate by iterate, and least squares against SciPy's MINPACK. */
class MinimizersTest {
  private static final Map<String, double[]> GOLDEN = Golden.read("minimizers.txt");

  private record Vector(double[] x) {
    static final ParameterTree<Vector> TREE =
        new ParameterTree<>() {
          @Override
          public void forEach(Vector tree, String path, LeafVisitor visitor) {
            visitor.visit(path + "x", tree.x());
          }

          @Override
          public Vector map(Vector tree, String path, LeafMapper mapper) {
            return new Vector(mapper.map(path + "x", tree.x()));
          }
        };
  }

  private static ValueAndGradient<Vector> rosenbrock(Vector at) {
    double[] x = at.x();
    double[] gradient = new double[x.length];
    double sum = 0;
    for (int i = 0; i < x.length; i += 2) {
      double curve = x[i + 1] - x[i] * x[i];
      sum += 100 * curve * curve + (1 - x[i]) * (1 - x[i]);
      gradient[i] = -400 * curve * x[i] - 2 * (1 - x[i]);
      gradient[i + 1] = 200 * curve;
    }
    return new ValueAndGradient<>(sum, new Vector(gradient));
  }

  private static ValueAndGradient<Vector> wells(Vector at) {
    double[] x = at.x();
    double[] gradient = new double[x.length];
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.pow(x[i], 4) / 4 - x[i] * x[i] + x[i] / (i + 1);
      gradient[i] += Math.pow(x[i], 3) - 2 * x[i] + 1.0 / (i + 1);
    }
    for (int i = 0; i + 1 < x.length; i++) {
      double step = x[i + 1] - x[i];
      sum += Math.cosh(step);
      gradient[i + 1] += Math.sinh(step);
      gradient[i] -= Math.sinh(step);
    }
    return new ValueAndGradient<>(sum, new Vector(gradient));
  }

  private static double[] rosenbrockStart() {
    return new double[] {-1.2, 1.0, -0.5, 2.0, 0.25, 1.5, 1.75, -1.0, 0.0, 0.5};
  }

  private static double[] wellsStart() {
    double[] start = new double[8];
    Arrays.setAll(start, i -> ((5 * i + 3) % 11 - 5) / 4.0);
    return start;
  }

  @ParameterizedTest
  @ValueSource(strings = {"rosenbrock 100", "rosenbrock 3", "wells 100", "wells 3"})
  void goesWherePyTorchGoes(String name) {
    boolean isRosenbrock = name.startsWith("rosenbrock");
    Vector start = new Vector(isRosenbrock ? rosenbrockStart() : wellsStart());
    Function<Vector, ValueAndGradient<Vector>> loss =
        isRosenbrock ? MinimizersTest::rosenbrock : MinimizersTest::wells;
    int history = Integer.parseInt(name.split(" ")[1]);
    for (int iterations : new int[] {1, 2, 3, 5, 8, 12, 16, 20, 25, 30}) {
      double[] golden = GOLDEN.get(name + " " + iterations);
      Minimum<Vector> minimum =
          lbfgs(l -> l.iterations(iterations).history(history)).minimize(Vector.TREE, start, loss);
      assertThat(minimum.evaluations()).isEqualTo((int) golden[0]);
      for (int i = 0; i < start.x().length; i++) {
        assertThat(minimum.model().x()[i])
            .as("number %d after %d iterations", i, iterations)
            .isCloseTo(golden[i + 1], within(1e-10));
      }
      assertThat(minimum.value()).isEqualTo(loss.apply(minimum.model()).value());
    }
  }

  @Test
  void findsTheMinimumAndSaysWhyItStopped() {
    Vector start = new Vector(rosenbrockStart());
    Minimum<Vector> minimum =
        lbfgs(l -> l.gradientTolerance(1e-9).changeTolerance(0))
            .minimize(Vector.TREE, start, MinimizersTest::rosenbrock);
    assertThat(minimum.reason()).isEqualTo(StopReason.GRADIENT);
    assertThat(minimum.hasConverged()).isTrue();
    assertThat(minimum.model().x())
        .containsExactly(new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, within(1e-8));
    assertThat(start.x()).isEqualTo(rosenbrockStart());
    Minimum<Vector> again =
        lbfgs(l -> {})
            .minimize(Vector.TREE, new Vector(new double[] {1, 1}), MinimizersTest::rosenbrock);
    assertThat(again.reason()).isEqualTo(StopReason.GRADIENT);
    assertThat(again.iterations()).isZero();
    assertThat(again.evaluations()).isEqualTo(1);
    Minimum<Vector> early =
        lbfgs(l -> l.iterations(3)).minimize(Vector.TREE, start, MinimizersTest::rosenbrock);
    assertThat(early.reason()).isEqualTo(StopReason.ITERATIONS);
    assertThat(early.hasConverged()).isFalse();
  }

  /** A tensor, a scalar, and a loss that is infinite where the first step leads. */
  @Test
  void minimizesTreesOfFloatsAroundPlacesWithoutALoss() {
    Function<Point, ValueAndGradient<Point>> loss =
        point -> {
          float w = point.w().array()[0];
          double b = point.b();
          // -log w + w + (b - w)^2, which is only defined for positive w.
          double value = -Math.log(w) + w + (b - w) * (b - w);
          float ofW = (float) (-1 / w + 1 - 2 * (b - w));
          return new ValueAndGradient<>(value, new Point(Tensor.vector(ofW), 2 * (b - w)));
        };
    Point start = new Point(Tensor.vector(0.001f), 10);
    Minimum<Point> minimum = lbfgs(l -> {}).minimize(Point.TREE, start, loss);
    assertThat((double) minimum.model().w().array()[0]).isCloseTo(1, within(1e-3));
    assertThat(minimum.model().b()).isCloseTo(1, within(1e-3));
    assertThat(minimum.value()).isCloseTo(1, within(1e-6));
    assertThat(start.w().array()[0]).isEqualTo(0.001f);
  }

  @Test
  void aGradientThatLeadsUpEndsIt() {
    Function<Vector, ValueAndGradient<Vector>> wrong =
        at -> new ValueAndGradient<>(at.x()[0], new Vector(new double[] {-1}));
    Minimum<Vector> minimum =
        lbfgs(l -> {}).minimize(Vector.TREE, new Vector(new double[] {2}), wrong);
    assertThat(minimum.reason()).isEqualTo(StopReason.NO_DESCENT);
    assertThat(minimum.model().x()[0]).isEqualTo(2);
  }

  @Test
  void aLossThatIsNoNumberAtTheStartIsRefused() {
    assertThatThrownBy(
            () ->
                lbfgs(l -> {})
                    .minimize(
                        Vector.TREE,
                        new Vector(new double[] {2}),
                        at -> new ValueAndGradient<>(Double.NaN, at)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the loss at the start is NaN and the largest number of its gradient 2.0:"
                + " start elsewhere");
    assertThatThrownBy(() -> lbfgs(l -> l.history(0))).hasMessage("history must be positive: 0");
    assertThatThrownBy(() -> levenbergMarquardt(l -> l.iterations(-1)))
        .hasMessage("iterations must be positive: -1");
  }

  private static ValueAndJacobian<double[]> decay(double[] p, double unit, double rate) {
    double[] residuals = new double[12];
    double[][] jacobian = new double[12][];
    for (int i = 0; i < 12; i++) {
      double t = i / 4.0;
      double y = 2.5 * Math.exp(-1.3 * t) + 0.5 + (5 * i % 7 - 3) / 100.0;
      double e = Math.exp(-rate * p[1] * t);
      residuals[i] = unit * p[0] * e + p[2] - y;
      jacobian[i] = new double[] {unit * e, -unit * p[0] * rate * t * e, 1};
    }
    return new ValueAndJacobian<>(residuals, jacobian);
  }

  private static void assertFits(Minimum<Vector> minimum, String name) {
    double[] golden = GOLDEN.get("least squares " + name);
    assertThat(minimum.hasConverged()).isTrue();
    assertThat(minimum.value()).isCloseTo(golden[0], within(1e-12));
    for (int i = 0; i < minimum.model().x().length; i++) {
      assertThat(minimum.model().x()[i])
          .as("parameter %d", i)
          .isCloseTo(golden[i + 1], within(1e-7 * Math.abs(golden[i + 1])));
    }
  }

  @Test
  void fitsWhatMinpackFitsInAnyUnits() {
    Minimum<Vector> plain =
        levenbergMarquardt(l -> {})
            .fit(Vector.TREE, new Vector(new double[] {1, 0.1, 0}), at -> decay(at.x(), 1, 1));
    assertFits(plain, "exponential");
    Minimum<Vector> scaled =
        levenbergMarquardt(l -> {})
            .fit(
                Vector.TREE,
                new Vector(new double[] {1e3, 1e-5, 0}),
                at -> decay(at.x(), 1e-3, 1e4));
    assertFits(scaled, "scaled");
    assertThat(scaled.iterations()).isEqualTo(plain.iterations());
  }

  @Test
  void residualsMayVanish() {
    Minimum<Vector> minimum =
        levenbergMarquardt(l -> {})
            .fit(
                Vector.TREE,
                new Vector(new double[] {-1.2, 1}),
                at -> {
                  double[] x = at.x();
                  return new ValueAndJacobian<>(
                      new double[] {10 * (x[1] - x[0] * x[0]), 1 - x[0]},
                      new double[][] {{-20 * x[0], 10}, {-1, 0}});
                });
    assertFits(minimum, "rosenbrock");
  }

  /** The precision of {@code float} ends it where no step makes the rounded sum smaller. */
  @Test
  void residualsMayBeTensors() {
    Tensor x = Tensor.vector(0, 1, 2, 3);
    Tensor y = Tensor.vector(1.25f, 2.75f, 5.5f, 6.75f);
    Minimum<Point> minimum =
        levenbergMarquardt(l -> {})
            .fit(
                Point.TREE,
                new Point(Tensor.vector(9), -7),
                Tensor.SPACE,
                line ->
                    new ValueAndJacobian<>(
                        x.scale(line.w().array()[0]).shift((float) line.b()).minus(y),
                        new double[][] {{0, 1}, {1, 1}, {2, 1}, {3, 1}}));
    // The normal equations: 14 w + 6 b = 34, 6 w + 4 b = 16.25.
    assertThat((double) minimum.model().w().array()[0]).isCloseTo(1.925, within(1e-5));
    assertThat(minimum.model().b()).isCloseTo(1.175, within(1e-5));
    assertThat(minimum.reason()).isNotEqualTo(StopReason.ITERATIONS);
  }

  /** Fewer residuals than parameters, and one that none of them depends on. */
  @Test
  void parametersMayBeUndetermined() {
    Minimum<Vector> minimum =
        levenbergMarquardt(l -> {})
            .fit(
                Vector.TREE,
                new Vector(new double[] {1, 2, 3}),
                at ->
                    new ValueAndJacobian<>(
                        new double[] {at.x()[0] + at.x()[1] - 7}, new double[][] {{1, 1, 0}}));
    assertThat(minimum.hasConverged()).isTrue();
    double[] x = minimum.model().x();
    assertThat(x[0] + x[1]).isCloseTo(7, within(1e-9));
    assertThat(x[0] - x[1]).isCloseTo(-1, within(1e-9));
    assertThat(x[2]).isEqualTo(3);
  }

  @Test
  void jacobiansOfAnotherSizeAreRefused() {
    Vector start = new Vector(new double[] {1, 2});
    assertThatThrownBy(
            () ->
                levenbergMarquardt(l -> {})
                    .fit(
                        Vector.TREE,
                        start,
                        at -> new ValueAndJacobian<>(new double[1], new double[][] {{1}})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the Jacobian has 1 columns for 2 parameters");
    assertThatThrownBy(
            () ->
                levenbergMarquardt(l -> {})
                    .fit(
                        Vector.TREE,
                        start,
                        at -> new ValueAndJacobian<>(new double[2], new double[][] {{1, 1}})))
        .hasMessage("the Jacobian has 1 rows for 2 residuals");
    assertThatThrownBy(
            () ->
                levenbergMarquardt(l -> {})
                    .fit(
                        Vector.TREE,
                        start,
                        at ->
                            new ValueAndJacobian<>(
                                new double[] {Double.NaN}, new double[][] {{1, 1}})))
        .hasMessageStartingWith("the residuals at the start, or their Jacobian");
  }

  @Test
  void anyOptimizerMinimizesInOneCall() {
    Vector start = new Vector(new double[] {3, -1});
    Minimum<Vector> minimum =
        sgd(s -> s.learningRate(0.25)).minimize(Vector.TREE, start, MinimizersTest::bowl, 3);
    // Each step leaves 1 - 2 * 0.25 of the way.
    assertThat(minimum.model().x()).containsExactly(3.0 / 8, -1.0 / 8);
    assertThat(minimum.value()).isEqualTo(10.0 / 64);
    assertThat(minimum.largestGradient()).isEqualTo(6.0 / 8);
    assertThat(minimum.iterations()).isEqualTo(3);
    assertThat(minimum.evaluations()).isEqualTo(4);
    assertThat(minimum.reason()).isEqualTo(StopReason.ITERATIONS);
    assertThat(start.x()).containsExactly(3, -1);
  }

  @Test
  void aMinimizationThatDivergesSaysSo() {
    Vector start = new Vector(new double[] {1});
    Optimizer optimizer = sgd(s -> s.learningRate(1e200));
    assertThatThrownBy(() -> optimizer.minimize(Vector.TREE, start, MinimizersTest::bowl, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("after 1 steps the loss is Infinity")
        .hasMessageEndingWith("choose a smaller learning rate");
    assertThatThrownBy(() -> optimizer.minimize(Vector.TREE, start, MinimizersTest::bowl, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steps");
  }

  private static ValueAndGradient<Vector> bowl(Vector at) {
    double sum = Arrays.stream(at.x()).map(x -> x * x).sum();
    double[] gradient = Arrays.stream(at.x()).map(x -> 2 * x).toArray();
    return new ValueAndGradient<>(sum, new Vector(gradient));
  }
}
