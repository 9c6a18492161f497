package dev.adjoint.samples.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.data.Dataset;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.data.Tables;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeastSquaresTest {
  private static double[] normalEquations(Dataset<Tensor, Tensor> data, double lambda) {
    double[][] x = new double[data.size()][data.x().dimension(1)];
    double[] t = new double[data.size()];
    for (int i = 0; i < x.length; i++) {
      t[i] = data.y().get(i, 0);
      for (int j = 0; j < x[i].length; j++) {
        x[i][j] = data.x().get(i, j);
      }
    }
    return Algebra.normalEquations(x, t, lambda);
  }

  /** The weights that the sample compares with, against elimination in double precision. */
  @ParameterizedTest
  @ValueSource(floats = {0, 0.1f})
  void theSolutionIsThatOfTheNormalEquations(float lambda) throws IOException {
    Dataset<Tensor, Tensor> data = Standardized.of(Tables.diabetes().data());
    double[] expected = normalEquations(data, lambda);
    float[] solution = LeastSquares.solve(data, lambda).array();
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) solution[i]).isCloseTo(expected[i], within(1e-4));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 0.1f})
  void stochasticGradientDescentReachesIt(float lambda) {
    RandomSource random = RandomSource.of(4);
    Tensor x = Standardized.columns(Tensors.normal(random, 200, 3));
    Tensor t = x.matmul(Tensor.of(new float[] {1, -2, 0.5f}, 3, 1));
    t = t.plus(Tensors.normal(random, 200, 1).scale(0.3f));
    Dataset<Tensor, Tensor> data = Dataset.of(x, Standardized.columns(t));
    double[] expected = normalEquations(data, lambda);
    float[] w = LeastSquares.descend(data, lambda, 200, 1).model().w().array();
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) w[i]).isCloseTo(expected[i], within(1e-3));
    }
  }

  @Test
  void columnsHaveMeanZeroAndDeviationOne() {
    Tensor x = Standardized.columns(Tensor.of(new float[][] {{1, 10}, {3, 30}}));
    assertThat(x.array()).containsExactly(-1, -1, 1, 1);
  }
}
