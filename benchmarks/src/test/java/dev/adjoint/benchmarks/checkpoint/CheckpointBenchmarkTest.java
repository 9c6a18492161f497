package dev.adjoint.benchmarks.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckpointBenchmarkTest {
  @Test
  void allWaysGiveTheSameGradient() {
    double[] start = Way.start(20);
    double[] kept = BurgersGrad.kept(start, 50).gradient();
    assertThat(BurgersGrad.inBlocks(start, 50).gradient()).isEqualTo(kept);
    assertThat(BurgersGrad.eachStep(start, 50).gradient()).isEqualTo(kept);
  }
}
