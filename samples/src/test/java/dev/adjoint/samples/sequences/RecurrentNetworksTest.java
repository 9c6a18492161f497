package dev.adjoint.samples.sequences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.data.Dataset;
import dev.adjoint.nn.Gru;
import dev.adjoint.nn.Layer;
import dev.adjoint.nn.Linear;
import dev.adjoint.nn.Lstm;
import dev.adjoint.nn.Rnn;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.CommandRun;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.GradientCheck;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecurrentNetworksTest {
  @TempDir Path directory;

  private final RandomSource random = RandomSource.of(5);

  @Test
  void shortSumsAreLearned() {
    CommandRun run =
        CommandRun.of(
            "run",
            "recurrent",
            "--length",
            "10",
            "--sequences",
            "4000",
            "--epochs",
            "8",
            "--out",
            directory);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("F1").doesNotContain("(missed)");
  }

  @Test
  void gradientsAreRight() {
    Dataset<Tensor, Tensor> data = AddingProblem.draw(3, 4, random);
    for (Layer layer :
        List.of(Rnn.init(random, 2, 3), Lstm.init(random, 2, 3), Gru.init(random, 2, 3))) {
      GradientCheck.of(Adder::loss, AdderGrad::loss)
          .tree(Adder.class, AdderTree.TREE)
          .at(new Adder(layer, Linear.init(random, 3, 1)), data.x(), data.y());
    }
  }

  /** Back-propagation through time as it is taught: dL/dh_i from the last to the first. */
  @Test
  void oneUnitByHand() {
    double w = 0.7;
    double u = -1.1;
    double b = 0.2;
    double[] x = {0.5, -0.3, 0.8, 0.1};
    double[] h = new double[x.length + 1];
    for (int i = 0; i < x.length; i++) {
      h[i + 1] = Math.tanh(w * x[i] + u * h[i] + b);
    }
    double hBar = h[x.length] - 0.4;
    double wBar = 0;
    double uBar = 0;
    double bBar = 0;
    for (int i = x.length - 1; i >= 0; i--) {
      double sumBar = hBar * (1 - h[i + 1] * h[i + 1]);
      wBar += sumBar * x[i];
      uBar += sumBar * h[i];
      bBar += sumBar;
      hBar = sumBar * u;
    }
    var gradient = ElmanUnitGrad.loss(w, u, b, x, 0.4).gradient();
    assertThat(gradient.w()).isCloseTo(wBar, within(1e-15));
    assertThat(gradient.u()).isCloseTo(uBar, within(1e-15));
    assertThat(gradient.b()).isCloseTo(bBar, within(1e-15));
  }

  @Test
  void theSumIsThatOfTheMarkedNumbers() {
    Dataset<Tensor, Tensor> data = AddingProblem.draw(2000, 7, random);
    double squares = 0;
    for (int n = 0; n < 2000; n++) {
      double sum = 0;
      int marked = 0;
      for (int t = 0; t < 7; t++) {
        sum += data.x().get(n, t, 0) * data.x().get(n, t, 1);
        marked += (int) data.x().get(n, t, 1);
      }
      assertThat(marked).isEqualTo(2);
      assertThat((double) data.y().get(n, 0)).isCloseTo(sum, within(1e-6));
      squares += (sum - 1) * (sum - 1);
    }
    assertThat(squares / 2000).isCloseTo(AddingProblem.VARIANCE, within(0.02));
  }
}
