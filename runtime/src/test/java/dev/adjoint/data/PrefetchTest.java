package dev.adjoint.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every wait is for something that happens; the time limit is for a defect. */
@Timeout(60)
class PrefetchTest {
  private final Batches<Integer> numbers = Batches.of(IntStream.range(0, 100).boxed().toList());

  @Test
  void theOrderAndTheBatchesAreTheSame() {
    for (int ready : new int[] {1, 3, 1000}) {
      for (int epoch = 0; epoch < 3; epoch++) {
        assertThat(BatchesTest.epoch(numbers.prefetch(ready), 9, epoch, 0))
            .isEqualTo(BatchesTest.epoch(numbers, 9, epoch, 0));
      }
    }
    assertThat(numbers.prefetch(2).count()).isEqualTo(100);
    assertThat(numbers.prefetch(2).examples()).isEqualTo(100);
    assertThat(BatchesTest.epoch(numbers.prefetch(2).prefetch(2), 9, 0, 0))
        .isEqualTo(BatchesTest.epoch(numbers, 9, 0, 0));
    assertThatThrownBy(() -> numbers.prefetch(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prefetch: 0 batches, expected a positive number");
  }

  @Test
  void anotherThreadMakesThemWhileTheCallerWorks() throws InterruptedException {
    AtomicReference<Thread> maker = new AtomicReference<>();
    CountDownLatch second = new CountDownLatch(2);
    Batches<Integer> batches =
        numbers.map(
            (number, random) -> {
              maker.set(Thread.currentThread());
              second.countDown();
              return number;
            });
    try (Epoch<Integer> epoch = batches.prefetch(1).epoch(0, 0)) {
      epoch.iterator().next();
      second.await();
      assertThat(maker.get()).isNotSameAs(Thread.currentThread());
      assertThat(maker.get().isDaemon()).isTrue();
    }
    assertThat(maker.get().isAlive()).isFalse();
  }

  /** The thread is let on batch by batch: no more than the queue and one in the making. */
  @Test
  void theQueueIsBounded() throws InterruptedException {
    AtomicInteger made = new AtomicInteger();
    Semaphore permits = new Semaphore(0);
    Batches<Integer> batches =
        numbers.map(
            (number, random) -> {
              made.incrementAndGet();
              permits.release();
              return number;
            });
    try (Epoch<Integer> epoch = batches.prefetch(3).epoch(0, 0)) {
      Iterator<Integer> iterator = epoch.iterator();
      for (int taken = 0; taken < 50; taken++) {
        assertThat(made.get()).isLessThanOrEqualTo(taken + 4);
        iterator.next();
      }
      // Three that wait and one in the making, and never another one.
      permits.acquire(54);
      assertThat(permits.tryAcquire()).isFalse();
      assertThat(made.get()).isEqualTo(54);
    }
  }

  @Test
  void aFailureIsThrownWhereItsBatchIsAskedFor() {
    List<Integer> order = BatchesTest.epoch(numbers, 0, 0, 0);
    for (Throwable failure : List.of(new IllegalStateException("bad"), new AssertionError("bad"))) {
      Batches<Integer> batches =
          numbers.map(
              (number, random) -> {
                if (number.equals(order.get(5))) {
                  throwUnchecked(failure);
                }
                return number;
              });
      try (Epoch<Integer> epoch = batches.prefetch(2).epoch(0, 0)) {
        Iterator<Integer> iterator = epoch.iterator();
        for (int i = 0; i < 5; i++) {
          assertThat(iterator.next()).isEqualTo(order.get(i));
        }
        assertThatThrownBy(iterator::next).isSameAs(failure);
        assertThatThrownBy(iterator::hasNext).isSameAs(failure);
      }
    }
  }

  private static void throwUnchecked(Throwable failure) {
    if (failure instanceof Error e) {
      throw e;
    }
    throw (RuntimeException) failure;
  }

  @Test
  void closingEndsTheThreadWhateverIsTaken() {
    for (int taken : new int[] {0, 1, 50, 100}) {
      AtomicReference<Thread> maker = new AtomicReference<>(Thread.currentThread());
      Batches<Integer> batches =
          numbers.map(
              (number, random) -> {
                maker.set(Thread.currentThread());
                // A transform that swallows or sets the interrupt changes nothing.
                Thread.currentThread().interrupt();
                return number;
              });
      Epoch<Integer> epoch = batches.prefetch(2).epoch(0, 0);
      Iterator<Integer> iterator = epoch.iterator();
      for (int i = 0; i < taken; i++) {
        iterator.next();
      }
      epoch.close();
      epoch.close();
      assertThat(maker.get() == Thread.currentThread() || !maker.get().isAlive()).isTrue();
      if (taken < 100) {
        assertThatThrownBy(iterator::next)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("the epoch was closed");
      }
      assertThatThrownBy(epoch::iterator).isInstanceOf(IllegalStateException.class);
    }
    numbers.prefetch(1).epoch(0, 0).close();
  }

  @Test
  void anEndedEpochHasNoMore() {
    try (Epoch<Integer> epoch = numbers.prefetch(7).epoch(0, 0)) {
      Iterator<Integer> iterator = epoch.iterator();
      for (int i = 0; i < 100; i++) {
        iterator.next();
      }
      assertThat(iterator.hasNext()).isFalse();
      assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void aCallerMayBeInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    Batches<Integer> batches =
        numbers.map(
            (number, random) -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return number;
            });
    try (Epoch<Integer> epoch = batches.prefetch(1).epoch(0, 0)) {
      Iterator<Integer> iterator = epoch.iterator();
      Thread.currentThread().interrupt();
      assertThatThrownBy(iterator::next).isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
      never.countDown();
    }
  }
}
