package dev.adjoint.samples.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.data.Tables;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.testing.GradientCheck;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ClassifiersTest {
  @Test
  void irisesAndTumoursAreToldApart() throws IOException {
    assertThat(Classifiers.softmaxAccuracy(Tables.iris(), 100, 1)).isGreaterThan(0.95);
    assertThat(Classifiers.logisticAccuracy(Tables.breastCancer(), 20, 1)).isGreaterThan(0.95);
  }

  /** X' (softmax(X w) - t) / n at weights of zero, where all classes are equally probable. */
  @Test
  void theGradientAtZeroIsTheClosedForm() {
    Tensor x = Tensor.of(new float[][] {{1, 2}, {-3, 4}});
    Tensor w = SoftmaxModelGrad.loss(SoftmaxModel.zeros(2, 4), x, new int[] {1, 3}).gradient().w();
    assertThat(w.array()).containsExactly(-.25f, -.75f, -.25f, 1.25f, .75f, -.25f, .75f, -1.25f);
  }

  @Test
  void theGradientAgreesWithDifferences() {
    RandomSource random = RandomSource.of(2);
    SoftmaxModel model = new SoftmaxModel(Tensors.normal(random, 3, 4), Tensors.normal(random, 4));
    GradientCheck.of(SoftmaxModel::loss, SoftmaxModelGrad::loss)
        .tree(SoftmaxModel.class, SoftmaxModelTree.TREE)
        .at(model, Tensors.normal(random, 5, 3), new int[] {0, 1, 2, 3, 0});
  }
}
