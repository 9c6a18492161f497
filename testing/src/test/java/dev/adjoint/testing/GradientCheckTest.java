package dev.adjoint.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.ValueAndGradient;
import dev.adjoint.nn.Initialization;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.Functions.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
  private static final double[] W = {0.3, -0.2, 0.8};
  private static final double[] X = {0.5, 1.5, -0.4};

  private static Net net() {
    RandomSource random = RandomSource.of(5);
    return new Net(
        List.of(
            new Net.Layer(Initialization.kaimingNormal(random, 4, 3), Tensor.vector(.1f, .2f, .3f)),
            new Net.Layer(Initialization.kaimingNormal(random, 3, 2), Tensor.vector(.1f, -.2f))),
        new double[] {1.5, 0.5},
        "small");
  }

  private static Tensor images() {
    return Initialization.kaimingNormal(RandomSource.of(6), 5, 4);
  }

  private static final int[] LABELS = {0, 1, 1, 0, 1};

  @Test
  void gradientsOfAllNumbersOfParameters() {
    GradientCheck.of(Functions::wave, FunctionsGrad::wave).at(0.7).at(-2.0).at(0.0);
    GradientCheck.of(Functions::bump, FunctionsGrad::bump).at(0.7f, 2f);
    GradientCheck.of(Score::score, ScoreGrad::score).at(W, X, 0.5).at(W, X, -5.0);
    GradientCheck.of(Functions::fourth, FunctionsGrad::fourth)
        .tree(Point.class, Functions_PointTree.TREE)
        .at(new double[][] {{1, 2}, {3}}, new float[] {.5f, 2}, new Point(.3, .4), .5);
  }

  @Test
  void pullbacksOfAllTypes() {
    GradientCheck.of(Functions::wave, FunctionsGrad::wavePullback).at(0.7);
    GradientCheck.of(Functions::powers, FunctionsGrad::powersPullback).at(0.7, 4);
    GradientCheck.of(Functions::turned, FunctionsGrad::turnedPullback)
        .tree(Point.class, Functions_PointTree.TREE)
        .at(new Point(.3, .4), .5);
    GradientCheck.of(Net::logits, NetGrad::logitsPullback)
        .tree(Net.class, NetTree.TREE)
        .at(net(), images());
  }

  @Test
  void gradientsOfTrees() {
    GradientCheck.of(Net::loss, NetGrad::loss)
        .tree(Net.class, NetTree.TREE)
        .at(net(), images(), LABELS);
  }

  @Test
  void theWorstNumberIsNamedByItsPath() {
    assertThatThrownBy(
            () ->
                GradientCheck.of(Net::loss, GradientCheckTest::wrongInOnePlace)
                    .tree(Net.class, NetTree.TREE)
                    .at(net(), images(), LABELS))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("wrong gradient at layers.1.w[2, 0]: expected ")
        .hasMessageMatching(
            ".* by differences, found .*; they may differ by .*, and differ by .*"
                + " \\(the worst of 2 wrong ones among 30 checked\\)");
  }

  private static ValueAndGradient<Net> wrongInOnePlace(Net net, Tensor x, int[] labels) {
    ValueAndGradient<Net> right = NetGrad.loss(net, x, labels);
    Net gradient = NetTree.TREE.copy(right.gradient());
    gradient.layers().get(1).w().array()[4] += 0.25f;
    return new ValueAndGradient<>(right.value(), gradient);
  }

  @Test
  void numbersThatAreNotCheckedOneByOneAreCheckedTogether() {
    double[] zeros = new double[1000];
    assertThatThrownBy(
            () ->
                GradientCheck.of(GradientCheckTest::sum, GradientCheckTest::wrongSum)
                    .numbers(5)
                    .at(zeros))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("wrong gradient along a direction through all of the array: ")
        .hasMessageEndingWith("(the worst of 1 wrong ones among 6 checked)");
    GradientCheck.of(GradientCheckTest::sum, GradientCheckTest::rightSum).numbers(5).at(zeros);
  }

  private static double sum(double[] x) {
    double s = 0;
    for (double each : x) {
      s += each;
    }
    return s;
  }

  private static ValueAndGradient<double[]> rightSum(double[] x) {
    double[] gradient = new double[x.length];
    java.util.Arrays.fill(gradient, 1);
    return new ValueAndGradient<>(sum(x), gradient);
  }

  private static ValueAndGradient<double[]> wrongSum(double[] x) {
    ValueAndGradient<double[]> result = rightSum(x);
    result.gradient()[1] = 3;
    return result;
  }

  @Test
  void wrongSignsFactorsAndNumbersThatAreNoneAreSeen() {
    for (double factor : new double[] {-1, 0, 2, 1 + 1e-6, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(
              () ->
                  GradientCheck.of(
                          Functions::wave,
                          (Double x) -> {
                            ValueAndGradient<Double> right = FunctionsGrad.wave(x);
                            return new ValueAndGradient<>(right.value(), factor * right.gradient());
                          })
                      .at(0.7))
          .as("times %s", factor)
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("wrong gradient at the parameter: expected ");
    }
  }

  @Test
  void anotherValueIsSeen() {
    assertThatThrownBy(() -> GradientCheck.of(Score::score, ScoreGrad::score).at(W, X, Double.NaN))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("wrong gradient");
    assertThatThrownBy(() -> GradientCheck.of(Math::cos, FunctionsGrad::wave).at(0.7))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("the derivative comes with another value");
  }

  @Test
  void aShapeThatIsNotTheParametersIsSeen() {
    assertThatThrownBy(
            () ->
                GradientCheck.of(
                        GradientCheckTest::sum,
                        (double[] x) -> new ValueAndGradient<>(sum(x), new double[2]))
                    .at(X))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("has the shape [2], the parameter [3]");
  }

  @Test
  void nearAKinkTheMessageSaysSo() {
    assertThatThrownBy(() -> GradientCheck.of(Functions::ramp, FunctionsGrad::ramp).at(2e-4))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("near a kink");
    GradientCheck.of(Functions::ramp, FunctionsGrad::ramp).step(1e-4).at(2e-4).at(-2e-4);
  }

  @Test
  void dotProducts() {
    Check2<Point, Double, Point> check =
        GradientCheck.of(Functions::turned, FunctionsGrad::turnedPullback)
            .tree(Point.class, Functions_PointTree.TREE);
    check
        .jvp((p, angle, pDot, angleDot) -> tangent(p, angle, pDot, angleDot))
        .at(new Point(1, 2), .3);
    check.jvp((p, angle, pDot, angleDot) -> tangent(p, angle, pDot, -angleDot));
    assertThatThrownBy(() -> check.at(new Point(1, 2), .3))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("the dot-product test fails: ");
  }

  private static Point tangent(Point p, double angle, Point pDot, double angleDot) {
    Point turned = Functions.turned(p, angle);
    Point moved = Functions.turned(pDot, angle);
    return new Point(moved.x() - turned.y() * angleDot, moved.y() + turned.x() * angleDot);
  }

  @Test
  void tangentsOfWhatIsNotDifferentiatedAreZero() {
    GradientCheck.of(Functions::second, FunctionsGrad::second)
        .wrt(1)
        .jvp(
            (a, b, aDot, bDot) -> {
              assertThat(aDot).isZero();
              return 2 * a * a * b * bDot;
            })
        .at(3.0, 0.5);
  }

  @Test
  void whatIsNotClearIsAskedFor() {
    assertThatThrownBy(
            () -> GradientCheck.of(Functions::second, FunctionsGrad::second).at(3.0, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("say so by .wrt(...)");
    GradientCheck.of(Functions::second, FunctionsGrad::second).wrt(1).at(3.0, 0.5);
    assertThatThrownBy(
            () -> GradientCheck.of(Functions::second, FunctionsGrad::second).wrt(0).at(3.0, 0.5))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> GradientCheck.of(Net::loss, NetGrad::loss).at(net(), images(), LABELS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("parameter 0 is a record: say how to walk it by .tree(Net.class");
    assertThatThrownBy(() -> GradientCheck.of(Functions::wave, Functions::wave).at(0.7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neither a gradient nor a pullback");
    assertThatThrownBy(() -> GradientCheck.of(Functions::wave, FunctionsGrad::wave).step(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void argumentsStayAsTheyAre() {
    double[] w = W.clone();
    GradientCheck.of(Score::score, ScoreGrad::score).at(w, X, 0.5);
    assertThat(w).isEqualTo(W);
  }
}
