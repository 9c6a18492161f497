package dev.adjoint.samples.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DepthTest {
  @TempDir Path directory;

  @Test
  void gradientsVanishAndExplodeAndClippingRescues() {
    assertThat(Quick.run(directory, "depth")).contains("without clipping: ", "epoch 1");
  }
}
