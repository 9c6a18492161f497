package dev.adjoint.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Numbered parts of work that several threads take one after the other. */
final class SharedWork {
  /** How often to look before giving the processor to someone who may need it. */
  private static final int LOOKS = 1000;

  private final int parts;
  private final IntConsumer body;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  SharedWork(int parts, IntConsumer body) {
    this.parts = parts;
    this.body = body;
  }

  /** Takes parts until none is left. */
  void takeParts() {
    for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
      try {
        body.accept(part);
      } catch (Throwable e) {
        failure.compareAndSet(null, e);
      } finally {
        done.incrementAndGet();
      }
    }
  }

  /** Waits for the parts that others have taken. */
  void await() {
    for (int looks = 0; done.get() < parts; looks++) {
      if (looks < LOOKS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  /** Throws what a part threw, if one did. */
  void rethrow() {
    Throwable thrown = failure.get();
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
  }
}
