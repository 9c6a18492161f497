package dev.adjoint.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Deep recursion has room, whatever the thread that asks for it is called. */
class DeepStackTest {
  private static final int DEPTH = 300_000;

  private static int depth(int left) {
    return left == 0 ? 0 : 1 + depth(left - 1);
  }

  private static int deepOnThreadNamed(String name) throws InterruptedException {
    int[] reached = new int[1];
    FutureTask<Void> work =
        new FutureTask<>(() -> DeepStack.run(() -> reached[0] = depth(DEPTH)), null);
    new Thread(work, name).start();
    try {
      work.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
    return reached[0];
  }

  @Test
  void recursionHasRoomOnAnyThread() throws InterruptedException {
    assertEquals(DEPTH, deepOnThreadNamed("main"));
    assertEquals(DEPTH, deepOnThreadNamed("adjoint"));
  }

  @Test
  void whatIsThrownIsPassedOn() {
    IllegalStateException failure = new IllegalStateException();
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                DeepStack.run(
                    () -> {
                      throw failure;
                    }));
    assertSame(failure, thrown);
  }
}
