package dev.adjoint.kernel;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A daemon that helps with what it is offered, spins a little when idle, and then sleeps. */
final class WorkerThread extends Thread {
  private final AtomicReference<@Nullable SharedWork> offered = new AtomicReference<>();
  private final long spinNanos;
  private volatile boolean asleep;
  private volatile boolean ended;

  WorkerThread(String name, long spinNanos) {
    super(name);
    this.spinNanos = spinNanos;
    setDaemon(true);
  }

  /** Offers work; what was offered before has ended, whether or not this thread saw it. */
  void offer(SharedWork work) {
    offered.set(work);
    if (asleep) {
      LockSupport.unpark(this);
    }
  }

  void end() {
    ended = true;
    LockSupport.unpark(this);
  }

  @Override
  public void run() {
    while (!ended) {
      SharedWork work = spin();
      if (work == null) {
        work = sleep();
      }
      if (work != null) {
        work.takeParts();
      }
    }
  }

  private @Nullable SharedWork spin() {
    long deadline = System.nanoTime() + spinNanos;
    SharedWork work = offered.getAndSet(null);
    while (work == null && System.nanoTime() < deadline) {
      Thread.onSpinWait();
      if (offered.get() != null) {
        work = offered.getAndSet(null);
      }
    }
    return work;
  }

  /** Says that it sleeps before it looks once more, so that no offer comes in between unseen. */
  private @Nullable SharedWork sleep() {
    asleep = true;
    SharedWork work = offered.getAndSet(null);
    while (work == null && !ended) {
      LockSupport.park(this);
      work = offered.getAndSet(null);
    }
    asleep = false;
    return work;
  }
}
