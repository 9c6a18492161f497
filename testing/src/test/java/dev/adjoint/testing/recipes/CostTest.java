package dev.adjoint.testing.recipes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.ValueAndGradient;
import dev.adjoint.testing.GradientCheck;
import dev.adjoint.testing.recipes.Cost.Line;
import org.junit.jupiter.api.Test;

class CostTest {
  private static final Line LINE = new Line(0.5, -1);
  private static final double[] X = {0, 1, 3};
  private static final double[] T = {1, 2, 2.5};

  @Test
  void theGradientIsRight() {
    GradientCheck.of(Cost::cost, CostGrad::cost)
        .tree(Line.class, Cost_LineTree.TREE)
        .at(LINE, X, T);
  }

  @Test
  void thePullbackIsRight() {
    GradientCheck.of(Cost::heights, CostGrad::heightsPullback)
        .tree(Line.class, Cost_LineTree.TREE)
        .jvp(
            (line, x, lineDot, xDot) -> {
              double[] yDot = new double[x.length];
              for (int i = 0; i < x.length; i++) {
                yDot[i] = lineDot.slope() * x[i] + line.slope() * xDot[i] + lineDot.offset();
              }
              return yDot;
            })
        .at(LINE, X)
        .at(LINE, T);
  }

  private static ValueAndGradient<Line> withoutTheOffset(Line line, double[] x, double[] t) {
    ValueAndGradient<Line> right = CostGrad.cost(line, x, t);
    return new ValueAndGradient<>(right.value(), new Line(right.gradient().slope(), 0));
  }

  /** What the page shows of a failure. */
  @Test
  void aFailureNamesTheWorstNumber() {
    assertThatThrownBy(
            () ->
                GradientCheck.of(Cost::cost, CostTest::withoutTheOffset)
                    .tree(Line.class, Cost_LineTree.TREE)
                    .at(LINE, X, T))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("wrong gradient at offset: expected -13")
        .hasMessageContaining(
            " by differences, found 0.0; they may differ by 1.3e-06, and differ by 1.3e+01")
        .hasMessageEndingWith("(the worst of 1 wrong ones among 2 checked)");
  }
}
