package dev.adjoint.kernel.vector;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A loop over two arrays that HotSpot compiles by itself, whatever calls it.
 *
 * <p>HotSpot inlines a loop into its caller, and that one into the next, as the profile suggests;
 * together they may become too long for its treatment of vectors (decision 11). What is called
 * through a method handle that is no constant is not inlined. It costs some nanoseconds a call.
 */
final class Apart {
  /** What is done with the whole vectors from a place to another. */
  interface Loop {
    void run(float[] x, float[] y, int from, int to);
  }

  private static final MethodHandle RUN = run();

  private final MethodHandle loop;

  Apart(Loop loop) {
    this.loop = RUN.bindTo(loop);
  }

  private static MethodHandle run() {
    Class<?>[] parameters = {float[].class, float[].class, int.class, int.class};
    try {
      return MethodHandles.lookup()
          .findVirtual(Loop.class, "run", MethodType.methodType(void.class, parameters));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  void run(float[] x, float[] y, int from, int to) {
    try {
      loop.invokeExact(x, y, from, to);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("loops throw nothing checked", e);
    }
  }
}
