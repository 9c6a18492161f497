package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void everyPartRunsOnce(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (int round = 0; round < 2000; round++) {
        AtomicIntegerArray runs = new AtomicIntegerArray(round % 23);
        workers.run(runs.length(), runs::incrementAndGet);
        for (int i = 0; i < runs.length(); i++) {
          assertThat(runs.get(i)).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void workWithinWorkIsDoneByWhoeverAsks() {
    try (Workers workers = new Workers(4)) {
      AtomicInteger runs = new AtomicInteger();
      workers.run(8, outer -> workers.run(8, inner -> runs.incrementAndGet()));
      assertThat(runs).hasValue(64);
    }
  }

  @Test
  void whatAPartThrowsComesOutAndTheWorkersLiveOn() {
    try (Workers workers = new Workers(3)) {
      for (int round = 0; round < 20; round++) {
        assertThatThrownBy(
                () ->
                    workers.run(
                        9,
                        part -> {
                          if (part == 4) {
                            throw new IllegalArgumentException("part " + part);
                          }
                        }))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("part 4");
        AtomicInteger runs = new AtomicInteger();
        workers.run(9, part -> runs.incrementAndGet());
        assertThat(runs).hasValue(9);
      }
    }
  }

  @Test
  void propertiesSetTheNumberOfThreads() {
    assertThat(Workers.asProperties("3", "0").threads()).isEqualTo(3);
    assertThat(Workers.asProperties("", "").threads())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThatThrownBy(() -> Workers.asProperties("none", ""))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("adjoint.threads=none cannot be honoured: a whole number from 1 is expected");
    assertThatThrownBy(() -> Workers.asProperties("0", ""))
        .isInstanceOf(IllegalStateException.class);
  }
}
