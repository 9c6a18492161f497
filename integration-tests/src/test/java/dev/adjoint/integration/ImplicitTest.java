package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Space;
import dev.adjoint.implicit.ConvergenceException;
import dev.adjoint.implicit.FixedPoint;
import dev.adjoint.implicit.Root;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Solutions of equations, differentiated as such. */
class ImplicitTest {
  private static final String IMPORTS =
      """
      import dev.adjoint.Space;
      import dev.adjoint.implicit.*;
      """;

  @ParameterizedTest
  @MethodSource("cases")
  void cases(Case program) {
    program.with(IMPORTS).onceOnly().run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "square root by the step of Heron",
                """
            @Differentiable(modes = Mode.JVP)
            static double heron(double x, double a) { return (x + a / x) / 2; }
            static final FixedPoint<Double, Double> ROOT =
                FixedPoint.of(
                        Space.DOUBLE, Space.DOUBLE, Case::heron,
                        (Double x, Double a) -> CaseGrad.heronPullback(x, a)::apply,
                        CaseGrad.HeronGradient::x, CaseGrad.HeronGradient::a)
                    .withJvp((x, a, xDot, aDot) -> CaseGrad.heronJvp(x, a, xDot, aDot).tangent());
            @Differentiable static double f(double a) { return Implicit.solve(ROOT, 1, a); }
            """)
            .at(2.0)
            .gives(Math.sqrt(2))
            .at(9.0)
            .slope(1 / 6.0),
        Case.of(
                "Kepler's equation",
                """
            @Differentiable(modes = Mode.JVP)
            static double rest(double e, double[] orbit) {
              return e - orbit[1] * Math.sin(e) - orbit[0];
            }
            static final Root<Double, double[]> ANOMALY =
                Root.of(
                        Space.DOUBLE, Space.DOUBLES, Case::rest,
                        (Double e, double[] o) -> CaseGrad.restPullback(e, o)::apply,
                        CaseGrad.RestGradient::e, CaseGrad.RestGradient::orbit)
                    .withJvp((e, o, eDot, oDot) -> CaseGrad.restJvp(e, o, eDot, oDot).tangent());
            @Differentiable static double f(double[] orbit, double x) {
              double e = Implicit.solve(ANOMALY, 1, orbit);
              return Math.cos(e) * x - e * e;
            }
            """)
            .at(new double[] {.8, .6}, 1.5)
            .at(new double[] {3, .97}, -.5),
        Case.of(
                "the solution of linear equations",
                """
            @Differentiable(modes = Mode.JVP)
            static double[] rest(double[] x, double[] ab) {
              int n = x.length;
              double[] r = new double[n];
              for (int i = 0; i < n; i++) {
                r[i] = -ab[n * n + i];
                for (int j = 0; j < n; j++) r[i] += ab[i * n + j] * x[j];
              }
              return r;
            }
            static final Root<double[], double[]> SOLUTION =
                Root.of(
                        Space.DOUBLES, Space.DOUBLES, Case::rest,
                        (double[] x, double[] ab) -> CaseGrad.restPullback(x, ab)::apply,
                        CaseGrad.RestGradient::x, CaseGrad.RestGradient::ab)
                    .withJvp((x, ab, xDot, abDot) -> CaseGrad.restJvp(x, ab, xDot, abDot).tangent());
            @Differentiable static double[] f(double[] ab) {
              return Implicit.solve(SOLUTION, new double[2], ab);
            }
            """)
            .at(new double[] {3, 1, -1, 2, 5, 4})
            .gives(6 / 7.0, 17 / 7.0),
        Case.of(
                "a layer in equilibrium",
                """
            @Differentiable(modes = Mode.JVP)
            static double[] step(double[] x, double[] w) {
              int n = x.length;
              double[] y = new double[n];
              for (int i = 0; i < n; i++) {
                double s = w[n * n + i];
                for (int j = 0; j < n; j++) s += w[i * n + j] * x[j];
                y[i] = Math.tanh(s);
              }
              return y;
            }
            static final FixedPoint<double[], double[]> EQUILIBRIUM =
                FixedPoint.of(
                        Space.DOUBLES, Space.DOUBLES, Case::step,
                        (double[] x, double[] w) -> CaseGrad.stepPullback(x, w)::apply,
                        CaseGrad.StepGradient::x, CaseGrad.StepGradient::w)
                    .withJvp((x, w, xDot, wDot) -> CaseGrad.stepJvp(x, w, xDot, wDot).tangent());
            @Differentiable static double f(double[] w, double[] u) {
              double[] x = Implicit.solve(EQUILIBRIUM, new double[u.length], w);
              double s = 0;
              for (int i = 0; i < u.length; i++) s += u[i] * x[i] * x[i];
              return s;
            }
            """)
            .at(
                new double[] {.3, -.2, .1, .5, .1, -.4, -.3, .2, .25, .7, -.9, .4},
                new double[] {1, -2, 3}),
        Case.of(
                "several numbers from one parameter, in a loop",
                """
            @Differentiable(modes = Mode.JVP)
            static double[] step(double[] x, double a) {
              return new double[] {Math.cos(a * x[1]), Math.sin(x[0]) / 2};
            }
            static final FixedPoint<double[], Double> EQUILIBRIUM =
                FixedPoint.of(
                        Space.DOUBLES, Space.DOUBLE, Case::step,
                        (double[] x, Double a) -> CaseGrad.stepPullback(x, a)::apply,
                        CaseGrad.StepGradient::x, CaseGrad.StepGradient::a)
                    .withJvp((x, a, xDot, aDot) -> CaseGrad.stepJvp(x, a, xDot, aDot).tangent());
            @Differentiable static double f(double a, int n) {
              double s = 0;
              for (int i = 0; i < n; i++) {
                double[] x = Implicit.solve(EQUILIBRIUM, new double[2], a + s);
                s += x[0] * x[1] / (i + 1);
              }
              return s;
            }
            """)
            .at(.7, 3),
        Case.of(
                "tensors",
                """
            @Differentiable(modes = Mode.JVP)
            static Tensor step(Tensor x, Tensor w) { return x.times(w).plus(w); }
            static final FixedPoint<Tensor, Tensor> EQUILIBRIUM =
                FixedPoint.of(
                        Tensor.SPACE, Tensor.SPACE, Case::step,
                        (Tensor x, Tensor w) -> CaseGrad.stepPullback(x, w)::apply,
                        CaseGrad.StepGradient::x, CaseGrad.StepGradient::w)
                    .withJvp((x, w, xDot, wDot) -> CaseGrad.stepJvp(x, w, xDot, wDot).tangent());
            @Differentiable static float f(Tensor w) {
              return Implicit.solve(EQUILIBRIUM, w.zerosLike(), w).sum();
            }
            """)
            .at(dev.adjoint.tensor.Tensor.of(new float[] {.5f, -.25f}, 2))
            .slope(4, .64));
  }

  /** x = cos(a x), with derivatives written by hand. */
  private static FixedPoint<Double, Double> cosine() {
    return FixedPoint.of(
        Space.DOUBLE,
        Space.DOUBLE,
        (x, a) -> Math.cos(a * x),
        (Double x, Double a) ->
            (Function<Double, double[]>)
                s -> new double[] {-s * Math.sin(a * x) * a, -s * Math.sin(a * x) * x},
        g -> g[0],
        g -> g[1]);
  }

  @Test
  void whatDoesNotConvergeIsSaid() {
    FixedPoint<Double, Double> doubling =
        FixedPoint.of(
            Space.DOUBLE,
            Space.DOUBLE,
            (x, a) -> 2 * x + a,
            (Double x, Double a) -> (Function<Double, double[]>) s -> new double[] {2 * s, s},
            g -> g[0],
            g -> g[1]);
    assertThatThrownBy(() -> doubling.withIterations(50).solve(1.0, 1.0))
        .isInstanceOf(ConvergenceException.class)
        .hasMessageStartingWith("the fixed point did not converge in 50 iterations");
    assertThatThrownBy(() -> cosine().withTolerance(0)).hasMessageContaining("tolerance of 0.0");
    assertThatThrownBy(() -> cosine().withIterations(0)).hasMessageContaining("0 iterations");
    assertThatThrownBy(() -> cosine().tangent(.7, 1.0, 1.0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("withJvp");
    assertThatThrownBy(() -> cosine().solve(Double.NaN, 1.0))
        .isInstanceOf(ConvergenceException.class);
  }

  @Test
  void aSolutionThatIsNotIsolatedHasNoDerivative() {
    Root<double[], Double> line =
        Root.of(
            Space.DOUBLES,
            Space.DOUBLE,
            (x, a) -> new double[] {x[0] + x[1] - a, 2 * x[0] + 2 * x[1] - 2 * a},
            (double[] x, Double a) ->
                (Function<double[], double[][]>)
                    s -> new double[][] {{s[0] + 2 * s[1], s[0] + 2 * s[1]}, {-s[0] - 2 * s[1]}},
            g -> g[0],
            g -> g[1][0]);
    assertThatThrownBy(() -> line.solve(new double[2], 3.0))
        .isInstanceOf(ConvergenceException.class)
        .hasMessageContaining("singular");
    assertThatThrownBy(() -> line.adjoint(new double[] {1, 2}, 3.0, new double[] {1, 0}))
        .isInstanceOf(ConvergenceException.class)
        .hasMessageContaining("have no solution");
    assertThat(line.adjoint(new double[] {1, 2}, 3.0, new double[] {0, 0})).isEqualTo(-0.0);
  }

  @Test
  void iterationsLeaveNoTrace() {
    double x = cosine().solve(1.0, .9);
    double byHand = -Math.sin(.9 * x) * x / (1 + .9 * Math.sin(.9 * x));
    assertThat(cosine().adjoint(x, .9, 1.0)).isCloseTo(byHand, within(1e-13));
    double near = cosine().solve(x + 1e-3, .9);
    assertThat(near).isCloseTo(x, within(1e-13));
  }

  @Test
  void greatSystemsNeedFewProducts() {
    int n = 400;
    int[] products = new int[1];
    FixedPoint<double[], double[]> diffusion =
        FixedPoint.of(
            Space.DOUBLES,
            Space.DOUBLES,
            (x, a) -> smoothed(x, a),
            (double[] x, double[] a) ->
                (Function<double[], List<double[]>>)
                    s -> {
                      products[0]++;
                      return List.of(smoothed(s, new double[n]), s);
                    },
            g -> g.get(0),
            g -> g.get(1));
    double[] right = new double[n];
    Arrays.setAll(right, i -> Math.sin(i));
    double[] x = diffusion.solve(new double[n], right);
    double[] adjoint = diffusion.adjoint(x, right, right);
    // The matrix is symmetric: the adjoint of the right-hand side is the solution for it.
    for (int i = 0; i < n; i++) {
      assertThat(adjoint[i]).isCloseTo(x[i], within(1e-11));
    }
    assertThat(products[0]).isLessThan(100);
  }

  private static double[] smoothed(double[] x, double[] plus) {
    double[] y = plus.clone();
    for (int i = 0; i < x.length; i++) {
      y[i] += .4 * (i > 0 ? x[i - 1] : 0) + .4 * (i + 1 < x.length ? x[i + 1] : 0);
    }
    return y;
  }
}
