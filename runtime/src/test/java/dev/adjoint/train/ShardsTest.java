package dev.adjoint.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Point;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.data.Batch;
import dev.adjoint.data.Batches;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {
  /** Batches of 8 and of 2 examples, in 3 shards: of 2, 3 and 3, and of one each. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void theNumberOfThreadsChangesNoBit(int threads) {
    Regression.assertSame(
        Regression.plan().shards(3).threads(threads).run(), Regression.plan().shards(3).run());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8, 100})
  void theGradientIsThatOfTheBatch(int shards) {
    Point model = new Point(Tensor.of(new float[] {0.3f, 2, -1}, 3, 1), 0.5);
    for (int size : new int[] {1, 2, 7, 50}) {
      Batch<Tensor, Tensor> batch = Regression.DATA.take(size).all();
      ValueAndGradient<Point> whole = Regression.loss(model, batch.x(), batch.y());
      Shards<Point, Batch<Tensor, Tensor>> parallel =
          new Shards<>(
              (m, b) -> Regression.loss(m, b.x(), b.y()),
              Regression.plan()::examples,
              Point.TREE,
              model,
              shards,
              2);
      try (parallel) {
        // Twice, since the second one writes over the first.
        parallel.apply(model, Regression.DATA.all());
        ValueAndGradient<Point> sum = parallel.apply(model, batch);
        assertThat(sum.value()).isCloseTo(whole.value(), within(1e-5));
        assertThat(sum.gradient().w().isCloseTo(whole.gradient().w(), 1e-5f)).isTrue();
        assertThat(sum.gradient().b()).isCloseTo(whole.gradient().b(), within(1e-5));
      }
    }
  }

  /** Both threads have to be there at the same time, or the first batch takes too long. */
  @Test
  void shardsAreComputedAtTheSameTime() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch both = new CountDownLatch(2);
    Loss2<Point, Tensor, Tensor> loss =
        (model, x, y) -> {
          threads.add(Thread.currentThread());
          both.countDown();
          try {
            assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return Regression.loss(model, x, y);
        };
    Regression.plan(loss).shards(2).threads(2).run();
    assertThat(threads).hasSize(2);
  }

  @Test
  void aShardThatFailsEndsTheTraining() {
    Loss2<Point, Tensor, Tensor> failing =
        (model, x, y) -> {
          throw new IllegalStateException("no loss");
        };
    assertThatThrownBy(() -> Regression.plan(failing).dataParallel().run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no loss");
  }

  @Test
  void batchesOfSomethingElseAreRefused() {
    assertThatThrownBy(
            () ->
                Training.of(
                        Point.TREE,
                        Regression.start(),
                        (Point m, String text) -> new ValueAndGradient<>(1, m))
                    .data(Batches.of(List.of("a text")))
                    .shards(2)
                    .run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "examples cannot be taken out of java.lang.String: expected a tensor, int[], double[],"
                + " int[][] or a List");
    assertThatThrownBy(() -> Regression.plan().shards(0)).hasMessage("shards must be positive: 0");
    assertThatThrownBy(() -> Regression.plan().threads(-1))
        .hasMessage("threads must be positive: -1");
  }
}
