package dev.adjoint;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Memory that is used again and again: what a training step computes takes the memory of the step
 * before, so that from the second step on no array is made.
 *
 * <pre>{@code
 * Workspace workspace = new Workspace();
 * for (Batch batch : batches) {
 *   double loss = workspace.use(() -> {
 *     ValueAndGradient<Mlp> result = MlpGrad.loss(model, batch.inputs(), batch.labels());
 *     descend(model, result.gradient());
 *     return result.value();
 *   });
 * }
 * }</pre>
 *
 * <p>While a step is open, generated gradient methods that run on the same thread take the memory
 * of all that they compute from the workspace, and give back what they need no more. The gradient
 * that they return is valid until the step is closed; what shall live longer has to be copied.
 * Methods that users write take their memory from the heap, wherever they are called, and so does
 * what runs outside of a step. A workspace serves one thread at a time.
 */
public final class Workspace {
  /** Smaller arrays are not worth the trouble, unless one wants it otherwise. */
  private static final int SMALLEST = 64;

  /** After how many steps memory goes that none of them needed. */
  private static final int STEPS_TO_TRIM = 32;

  /** What a thread does with workspaces. */
  private static final class Use {
    private @Nullable Workspace open;

    /** How many generated methods are running. */
    private int running;

    /** How many methods of users they are waiting for. */
    private int paused;
  }

  private static final ThreadLocal<Use> USE = ThreadLocal.withInitial(Use::new);

  /** Whether there ever was a workspace, so that programs without one need not look. */
  private static volatile boolean isUsed;

  private final ArrayPool pool = new ArrayPool();
  private final int smallest;
  private int steps;

  /** What was open when the step of this one was opened. */
  private @Nullable Workspace outer;

  private boolean isOpen;

  /** A workspace that holds no memory yet. */
  public Workspace() {
    this(SMALLEST);
  }

  /**
   * A workspace that holds no memory yet.
   *
   * @param smallest the length of the shortest arrays that are used again; making shorter ones anew
   *     is as fast
   * @throws IllegalArgumentException if the length is not positive
   */
  public Workspace(int smallest) {
    if (smallest < 1) {
      throw new IllegalArgumentException("smallest must be positive: " + smallest);
    }
    this.smallest = smallest;
  }

  /** A time in which memory is taken from a workspace; what was taken ends with it. */
  public final class Step implements AutoCloseable {
    private final Use use;
    private final @Nullable Workspace before;
    private final int running;
    private final int paused;
    private boolean isClosed;

    private Step(Use use) {
      this.use = use;
      this.before = use.open;
      this.running = use.running;
      this.paused = use.paused;
      use.open = Workspace.this;
      outer = before;
      use.running = 0;
      use.paused = 0;
    }

    /** Makes the memory of all that was computed free again. */
    @Override
    public void close() {
      if (!isClosed) {
        isClosed = true;
        use.open = before;
        outer = null;
        use.running = running;
        use.paused = paused;
        closed();
      }
    }
  }

  /**
   * Lets generated methods take their memory from here, on this thread, until the step is closed.
   *
   * @throws IllegalStateException if a step is open already
   */
  public Step open() {
    if (isOpen) {
      throw new IllegalStateException("a step of this workspace is open already");
    }
    isOpen = true;
    isUsed = true;
    return new Step(USE.get());
  }

  /**
   * Does something while a step is open.
   *
   * @throws IllegalStateException if a step is open already
   */
  public <T> T use(Supplier<T> body) {
    Step step = open();
    try {
      return body.get();
    } finally {
      step.close();
    }
  }

  private void closed() {
    isOpen = false;
    pool.giveAllBack();
    if (++steps % STEPS_TO_TRIM == 0) {
      pool.trim();
    }
  }

  /** How much memory the workspace holds, in bytes. */
  public long bytes() {
    return pool.bytes();
  }

  /** How much of it was in use at the same time at most, in bytes. */
  public long mostBytesInUse() {
    return pool.mostBytesLent();
  }

  /** A generated method starts; called by generated code. */
  public static void enter() {
    Use use = use();
    if (use != null) {
      use.running++;
    }
  }

  /** A generated method ends; called by generated code. */
  public static void exit() {
    Use use = use();
    if (use != null && use.running > 0) {
      use.running--;
    }
  }

  /** A generated method calls one that a user wrote; called by generated code. */
  public static void pause() {
    Use use = use();
    if (use != null) {
      use.paused++;
    }
  }

  /** A method that a user wrote has returned; called by generated code. */
  public static void resume() {
    Use use = use();
    if (use != null && use.paused > 0) {
      use.paused--;
    }
  }

  private static @Nullable Use use() {
    if (!isUsed) {
      return null;
    }
    Use use = USE.get();
    return use.open == null ? null : use;
  }

  /** The workspace that hands out arrays of a length; null if they are from the heap. */
  private static @Nullable Workspace active(int length) {
    Use use = use();
    return use != null && use.running > 0 && use.paused == 0 && length >= use.open.smallest
        ? use.open
        : null;
  }

  /** An array whose elements may be anything: for operations that set all of them. */
  public static float[] floats(int length) {
    Workspace workspace = active(length);
    float[] array = workspace == null ? new float[length] : workspace.pool.take(length);
    // What is not set after all shall not pass for a zero in any test.
    assert ArrayPool.spoil(array);
    return array;
  }

  /** An array of zeros. */
  public static float[] zeros(int length) {
    Workspace workspace = active(length);
    if (workspace == null) {
      return new float[length];
    }
    float[] array = workspace.pool.take(length);
    Arrays.fill(array, 0f);
    return array;
  }

  /** A copy of an array. */
  public static float[] copyOf(float[] array) {
    float[] copy = floats(array.length);
    System.arraycopy(array, 0, copy, 0, array.length);
    return copy;
  }

  /**
   * Keeps an array for one reader more: it comes back only after one more release. Nothing happens
   * if it is from elsewhere.
   */
  public static void retain(float[] array) {
    Use use = use();
    Workspace workspace = use == null ? null : use.open;
    while (workspace != null && !workspace.pool.retain(array)) {
      workspace = workspace.outer;
    }
  }

  /** Gives back an array that nobody reads any more; nothing happens if it is from elsewhere. */
  public static void release(float[] array) {
    Workspace workspace = active(array.length);
    if (workspace != null) {
      workspace.pool.giveBack(array);
    }
  }
}
