package dev.adjoint.samples.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.testing.GradientCheck;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptimizersSampleTest {
  @Test
  void everyWayIsThatOfPyTorchOrThePaper() throws IOException {
    Map<String, List<Place>> all = Trajectories.all();
    Map<String, Double> differences = Trajectories.differences(all);
    assertThat(differences.keySet()).containsExactlyElementsOf(all.keySet()).hasSize(9);
    assertThat(differences.values()).allSatisfy(value -> assertThat(value).isLessThan(1e-9));
  }

  @Test
  void theGradientIsRight() {
    GradientCheck.of(Place::height, PlaceGrad::height)
        .tree(Place.class, PlaceTree.TREE)
        .at(Place.START);
  }
}
