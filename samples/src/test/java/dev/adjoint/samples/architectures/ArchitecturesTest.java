package dev.adjoint.samples.architectures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Leaf;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitecturesTest {
  static List<Network<?>> networks() {
    return Network.all();
  }

  /** Also at full size: two images of 224 x 224. */
  @ParameterizedTest
  @MethodSource("networks")
  void lossLogitsAndGradientsArePyTorchs(Network<?> network) throws IOException {
    Expected expected = Expected.of(network.name());
    expected
        .differences(network.fingerprints(Architectures.IMAGES, expected.images()))
        .forEach(
            (name, difference) ->
                assertThat(difference).as(name).isLessThan(Architectures.TOLERANCE));
  }

  /** As PyTorch counts them. */
  @Test
  void theNetworksHaveTheirParameters() {
    assertThat(networks().stream().map(Network::parameters))
        .containsExactly(61_100_840L, 7_005_832L, 11_689_512L);
  }

  @Test
  void aFingerprintSeesAChangeInOneNumber() {
    Leaf leaf = new Leaf.Floats("leaf", new int[] {3}, new float[] {1, 2, 2});
    Fingerprint before = Fingerprint.of(leaf, 0);
    assertThat(before.norm()).isEqualTo(3);
    leaf.set(1, -2);
    assertThat(Fingerprint.of(leaf, 0).differenceTo(before, 1)).isGreaterThan(.1);
  }
}
