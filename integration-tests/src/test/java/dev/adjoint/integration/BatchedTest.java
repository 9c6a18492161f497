package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Batched;
import dev.adjoint.ExampleException;
import dev.adjoint.Space;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.ValueAndJacobian;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Derivatives for each example of a batch. */
class BatchedTest {
  private static ClassLoader loader;

  @BeforeAll
  static void compile() {
    Compilation compilation =
        Compiler.compile(
            "batched.Fit",
            """
            package batched;
            import dev.adjoint.annotations.*;
            public class Fit {
              @Differentiable(wrt = "w", modes = Mode.JACOBIAN)
              public static double loss(double[] w, double[] x) {
                double s = -1;
                for (int i = 0; i < w.length; i++) s += Math.sin(w[i] * x[i]) / (1 + x[i] * x[i]);
                return s * s;
              }
              @Differentiable(wrt = "w", modes = Mode.JACOBIAN)
              public static double[] waves(double[] w, double[] x) {
                double[] y = new double[w.length];
                for (int i = 0; i < w.length; i++) y[i] = Math.sin(w[i] * x[i]) * w[0];
                return y;
              }
            }
            """);
    assertThat(compilation.findings()).as(compilation.describe()).isEmpty();
    loader = compilation.load();
  }

  private static final double[] W = {.3, -1.2, .7};

  private static double[][] examples() {
    double[][] x = new double[100][3];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < 3; j++) {
        x[i][j] = Math.cos(i * 1.7 + j);
      }
    }
    return x;
  }

  @SuppressWarnings("unchecked")
  private static ValueAndGradient<double[]> loss(double[] x) {
    return (ValueAndGradient<double[]>)
        new Subject(loader, "batched.Fit", "loss").valueAndGradient(W, x);
  }

  @Test
  void eachExampleHasTheNumbersThatItHasAlone() {
    double[][] x = examples();
    List<ValueAndGradient<double[]>> all = Batched.map(x, BatchedTest::loss);
    assertThat(all).hasSameSizeAs(x);
    for (int i = 0; i < x.length; i++) {
      assertThat(all.get(i).value()).isEqualTo(loss(x[i]).value());
      assertThat(all.get(i).gradient()).containsExactly(loss(x[i]).gradient());
    }
  }

  @Test
  void theMeanIsTheGradientOfTheMean() {
    double[][] x = examples();
    ValueAndGradient<double[]> mean =
        Batched.mean(Space.DOUBLES, Batched.map(x, BatchedTest::loss));
    ValueAndGradient<double[]> sum = Batched.sum(Space.DOUBLES, Batched.map(x, BatchedTest::loss));
    double[] expected = new double[3];
    double value = 0;
    for (double[] each : x) {
      ValueAndGradient<double[]> one = loss(each);
      value += one.value();
      for (int j = 0; j < 3; j++) {
        expected[j] += one.gradient()[j];
      }
    }
    assertThat(sum.value()).isEqualTo(value);
    assertThat(sum.gradient()).containsExactly(expected);
    assertThat(mean.value()).isEqualTo(value / 100);
    assertThat(mean.gradient())
        .containsExactly(Arrays.stream(expected).map(e -> e / 100).toArray());
  }

  /** What differential privacy asks for: no example moves the sum by more than a bound. */
  @Test
  void gradientsCanBeClippedExampleByExample() {
    List<ValueAndGradient<double[]>> clipped =
        Batched.map(
            examples(),
            x -> {
              ValueAndGradient<double[]> one = loss(x);
              double norm = Math.sqrt(Arrays.stream(one.gradient()).map(g -> g * g).sum());
              double factor = Math.min(1, .1 / norm);
              return new ValueAndGradient<>(
                  one.value(), Arrays.stream(one.gradient()).map(g -> g * factor).toArray());
            });
    assertThat(clipped)
        .allSatisfy(
            one ->
                assertThat(Math.sqrt(Arrays.stream(one.gradient()).map(g -> g * g).sum()))
                    .isLessThan(.1 + 1e-12));
  }

  @Test
  void jacobiansOfABatch() {
    Subject waves = new Subject(loader, "batched.Fit", "waves");
    List<double[][]> all =
        Batched.map(examples(), x -> ((ValueAndJacobian<?>) waves.jacobian(W, x)).jacobian());
    double[] x = examples()[7];
    assertThat(all).hasSize(100);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double expected = i == j ? Math.cos(W[i] * x[i]) * x[i] * W[0] : 0;
        expected += j == 0 ? Math.sin(W[i] * x[i]) : 0;
        assertThat(all.get(7)[i][j]).isCloseTo(expected, within(1e-15));
      }
    }
  }

  @Test
  void anExampleThatFailsIsNamed() {
    double[][] x = examples();
    x[42] = new double[1];
    x[77] = new double[1];
    assertThatThrownBy(() -> Batched.map(x, BatchedTest::loss))
        .isInstanceOfSatisfying(ExampleException.class, e -> assertThat(e.example()).isEqualTo(42))
        .hasMessageStartingWith("example 42 of 100: ")
        .hasRootCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
  }

  @Test
  void anEmptyBatchHasNoResultsAndNoGradient() {
    List<ValueAndGradient<double[]>> none = Batched.map(new double[0][], BatchedTest::loss);
    assertThat(none).isEmpty();
    assertThatThrownBy(() -> Batched.mean(Space.DOUBLES, none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no examples");
    assertThatThrownBy(() -> Batched.map(-1, i -> i)).hasMessageContaining("-1 examples");
  }

  @Test
  void gradientsOfOtherStructureAreNotAdded() {
    List<ValueAndGradient<double[]>> two =
        List.of(
            new ValueAndGradient<>(1, new double[] {1, 2}),
            new ValueAndGradient<>(1, new double[] {1}));
    assertThatThrownBy(() -> Batched.sum(Space.DOUBLES, two))
        .hasMessage("the gradient of example 1 has 1 numbers, that of example 0 has 2");
  }
}
