package dev.adjoint.kernel.vector;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * What {@link Apart} is for functions of one array, for loops over rows of several: short ones,
 * which HotSpot would inline into their callers until the calls of the Vector API lie deeper than
 * it inlines.
 */
final class ApartRows {
  /** What is done with rows of some width. */
  interface Loop {
    void run(float[] a, float[] b, float[] y, int fromRow, int toRow, int width);
  }

  private static final MethodHandle RUN = run();

  private final MethodHandle loop;

  ApartRows(Loop loop) {
    this.loop = RUN.bindTo(loop);
  }

  private static MethodHandle run() {
    Class<?>[] parameters = {
      float[].class, float[].class, float[].class, int.class, int.class, int.class
    };
    try {
      return MethodHandles.lookup()
          .findVirtual(Loop.class, "run", MethodType.methodType(void.class, parameters));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  void run(float[] a, float[] b, float[] y, int fromRow, int toRow, int width) {
    try {
      loop.invokeExact(a, b, y, fromRow, toRow, width);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("loops throw nothing checked", e);
    }
  }
}
