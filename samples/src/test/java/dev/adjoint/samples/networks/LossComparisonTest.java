package dev.adjoint.samples.networks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.samples.networks.LossComparison.Comparison;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossComparisonTest {
  @Test
  void valuesAndGradientsArePyTorchs() throws IOException {
    List<Comparison> all = LossComparison.compare();
    assertThat(all).hasSize(5).allSatisfy(each -> assertThat(each.isEqual()).isTrue());
  }
}
