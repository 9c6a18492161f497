package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.adjoint.ScalarPullback;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A stack trace through generated code leads to the user's own lines. */
class LinesTest {
  private static final String SOURCE =
      """
      package t;
      import dev.adjoint.annotations.*;
      public class Sums {
        @Differentiable(wrt = "a")
        public static double f(double[] a, int n, double[][] rows) {
          double s = 1;
          for (int i = 0; i < n; i++) {
            s = s * a[i];
          }
          double t = s;
          t *= rows[0][0] * s;
          return t;
        }
      }
      """;
  private static final Compilation COMPILATION =
      Compiler.compile(Map.of("t.Sums", SOURCE), "-Aadjoint.lines=on");

  private static Object call(String name, Object... arguments) throws Throwable {
    Method method =
        Arrays.stream(COMPILATION.load().loadClass("t.SumsGrad").getDeclaredMethods())
            .filter(each -> each.getName().equals(name))
            .findFirst()
            .orElseThrow();
    method.setAccessible(true);
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The line in the generated source that a failure names, and the comments on and above it. */
  private static String commentOf(Throwable failure) {
    StackTraceElement top =
        Arrays.stream(failure.getStackTrace())
            .filter(element -> element.getClassName().startsWith("t.SumsGrad"))
            .findFirst()
            .orElseThrow();
    String[] lines = COMPILATION.generated().get("t.SumsGrad").split("\n");
    for (int i = top.getLineNumber() - 1; i >= 0; i--) {
      if (lines[i].contains("//")) {
        return lines[i].substring(lines[i].indexOf("//"));
      }
    }
    return "";
  }

  @Test
  void ofTheForwardSweep() {
    Throwable failure = catchThrowable(() -> call("f", new double[2], 3, new double[1][1]));
    assertThat(failure).isInstanceOf(ArrayIndexOutOfBoundsException.class);
    assertThat(commentOf(failure)).startsWith("// Sums.java:8");
    failure = catchThrowable(() -> call("fPullback", new double[2], 2, new double[0][]));
    assertThat(commentOf(failure)).startsWith("// Sums.java:11");
  }

  @Test
  void ofTheBackwardSweep() throws Throwable {
    double[][] rows = {{2}};
    ScalarPullback<?> pullback = (ScalarPullback<?>) call("fPullback", new double[] {3}, 1, rows);
    rows[0] = new double[0];
    Throwable failure = catchThrowable(() -> pullback.apply(1));
    assertThat(failure).isInstanceOf(ArrayIndexOutOfBoundsException.class);
    assertThat(commentOf(failure)).startsWith("// Sums.java:11");
  }

  @Test
  void everyStatementWithALineOfItsOwnHasIt() {
    String generated = COMPILATION.generated().get("t.SumsGrad");
    assertThat(generated)
        .contains("// Sums.java:6\n", "// Sums.java:7\n", "// Sums.java:8: s *= a[i]")
        .doesNotContain("// line ");
  }
}
