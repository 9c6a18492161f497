package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Direction;
import dev.adjoint.tensor.Tensor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hessians and Jacobians. */
class MatricesTest {
  private static final String HEADER =
      "package matrices; import dev.adjoint.annotations.*; import dev.adjoint.tensor.Tensor;\n"
          + "import java.util.List;\n";

  private static ClassLoader compile(String name, String members) {
    Compilation compilation =
        Compiler.compile("matrices." + name, HEADER + "class " + name + " {" + members + "}");
    assertThat(compilation.findings()).as(compilation.describe()).isEmpty();
    return compilation.load();
  }

  private static Object call(ClassLoader loader, String type, String name, Object... arguments) {
    try {
      for (Method method : loader.loadClass("matrices." + type + "Grad").getDeclaredMethods()) {
        if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
          method.setAccessible(true);
          return method.invoke(null, arguments);
        }
      }
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("no method " + name);
  }

  private static double[][] hessian(Object result) {
    return (double[][]) Numbers.read(result, "hessian");
  }

  private static double[][] jacobian(Object result) {
    return (double[][]) Numbers.read(result, "jacobian");
  }

  private static void assertClose(double[][] actual, double[][] expected, double tolerance) {
    assertThat(actual)
        .hasDimensions(expected.length, expected.length == 0 ? 0 : expected[0].length);
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected[i].length; j++) {
        assertThat(actual[i][j])
            .as("[%d][%d] of %s", i, j, Arrays.deepToString(actual))
            .isCloseTo(expected[i][j], within(tolerance * Math.max(1, Math.abs(expected[i][j]))));
      }
    }
  }

  @Test
  void hessiansOfTheConformanceSheet() {
    ClassLoader loader =
        compile(
            "G",
            """
            @Differentiable(modes = Mode.HESSIAN)
            static double g3(double x, double y) { return x * x * y + y * y; }
            @Differentiable(wrt = "x", modes = Mode.HESSIAN)
            static double onlyX(double x, double y) { return x * x * y + y * y; }
            @Differentiable(wrt = "y", modes = Mode.HESSIAN)
            static double onlyY(double x, double y) { return x * x * y + y * y; }
            @Differentiable(modes = Mode.HESSIAN)
            static double g5(double x, double y) { return Math.sin(x * y) + x / y; }
            @Differentiable(modes = Mode.HESSIAN)
            static double g7(double[] x) {
              double s = 0;
              for (double v : x) s -= v * Math.log(v);
              return s;
            }
            """);
    assertClose(
        hessian(call(loader, "G", "g3Hessian", 2.0, 3.0)), new double[][] {{6, 4}, {4, 2}}, 0);
    assertClose(hessian(call(loader, "G", "onlyXHessian", 2.0, 3.0)), new double[][] {{6}}, 0);
    assertClose(hessian(call(loader, "G", "onlyYHessian", 2.0, 3.0)), new double[][] {{2}}, 0);
    assertClose(
        hessian(call(loader, "G", "g5Hessian", .5, 2.0)),
        new double[][] {{-3.36588393923, -.55116867894}, {-.55116867894, -.085367746202}},
        1e-11);
    assertClose(
        hessian(call(loader, "G", "g7Hessian", new double[] {.25, .75})),
        new double[][] {{-4, 0}, {0, -1 / .75}},
        1e-15);
  }

  /** The second-partial-derivative test: row A7 of the lectures. */
  @Test
  void saddlesAndMinimaAreToldApart() {
    ClassLoader loader =
        compile(
            "S",
            """
            @Differentiable(modes = Mode.HESSIAN)
            static double f(double x, double y) { return x * x * x - 3 * x + y * y; }
            """);
    double[][] minimum = hessian(call(loader, "S", "fHessian", 1.0, 0.0));
    double[][] saddle = hessian(call(loader, "S", "fHessian", -1.0, 0.0));
    assertThat(determinant(minimum)).isEqualTo(12);
    assertThat(determinant(saddle)).isEqualTo(-12);
  }

  private static double determinant(double[][] m) {
    return m[0][0] * m[1][1] - m[0][1] * m[1][0];
  }

  @Test
  void hessianOfRecordsListsAndTensors() {
    ClassLoader loader =
        compile(
            "R",
            """
            @Differentiable record P(double a, double[][] m, int n, List<Tensor> ts) {}
            @Differentiable(modes = Mode.HESSIAN)
            static double f(P p, float basis) {
              float s = p.ts().get(0).times(p.ts().get(1)).sum();
              return p.a() * p.m()[1][0] * p.n() + s * basis * p.a();
            }
            """);
    Object p =
        Case.instance(
                "R$P",
                2.0,
                new double[][] {{}, {3, 4}},
                5,
                List.of(Tensor.of(new float[] {1, 2}, 2), Tensor.of(new float[] {3, 5}, 2)))
            .create(type(loader, "R"));
    double[][] h = hessian(call(loader, "R", "fHessian", p, 0.5f));
    // a, m10, m11, t00, t01, t10, t11, basis
    double[][] expected = {
      {0, 5, 0, 1.5, 2.5, .5, 1, 13},
      {5, 0, 0, 0, 0, 0, 0, 0},
      {0, 0, 0, 0, 0, 0, 0, 0},
      {1.5, 0, 0, 0, 0, 1, 0, 6},
      {2.5, 0, 0, 0, 0, 0, 1, 10},
      {.5, 0, 0, 1, 0, 0, 0, 2},
      {1, 0, 0, 0, 1, 0, 0, 4},
      {13, 0, 0, 6, 10, 2, 4, 0}
    };
    assertClose(h, expected, 1e-6);
  }

  private static Class<?> type(ClassLoader loader, String name) {
    try {
      return loader.loadClass("matrices." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void jacobianIsTheMatrixOfAnAffineMap() {
    ClassLoader loader =
        compile(
            "A",
            """
            @Differentiable(wrt = "x", modes = Mode.JACOBIAN)
            static double[] f(double[][] w, double[] x, double[] b) {
              double[] y = b.clone();
              for (int i = 0; i < y.length; i++)
                for (int j = 0; j < x.length; j++) y[i] += w[i][j] * x[j];
              return y;
            }
            """);
    double[][] w = {{1, -2, 3}, {.5, 0, 4}};
    Object[] arguments = {w, new double[] {1, 2, 3}, new double[] {7, 8}};
    for (Direction direction : Direction.values()) {
      List<Object> all = new ArrayList<>(List.of(direction));
      all.addAll(List.of(arguments));
      assertThat(jacobian(call(loader, "A", "fJacobian", all.toArray()))).isEqualTo(w);
    }
    assertThat(jacobian(call(loader, "A", "fJacobian", arguments))).isEqualTo(w);
    Object none = call(loader, "A", "fJacobian", new double[0][], new double[] {1}, new double[0]);
    assertThat(jacobian(none)).isEmpty();
  }

  @Test
  void jacobianOfAChainIsTheProductOfTheJacobians() {
    ClassLoader loader =
        compile(
            "C",
            """
            @Differentiable(modes = Mode.JACOBIAN)
            static double[] a(double[] x) {
              return new double[] {Math.sin(x[0]) * x[1], x[1] / x[0], x[0]};
            }
            @Differentiable(modes = Mode.JACOBIAN)
            static double[] b(double[] y) {
              return new double[] {y[0] * y[1] * y[2], Math.exp(y[2])};
            }
            @Differentiable(modes = Mode.JACOBIAN)
            static double[] c(double[] z) { return new double[] {z[0] - z[1], z[0], z[0] * z[1]}; }
            @Differentiable(modes = Mode.JACOBIAN)
            static double[] all(double[] x) { return c(b(a(x))); }
            """);
    double[] x = {.7, -1.3};
    Object a = call(loader, "C", "aJacobian", (Object) x);
    Object b = call(loader, "C", "bJacobian", Numbers.read(a, "value"));
    Object c = call(loader, "C", "cJacobian", Numbers.read(b, "value"));
    double[][] product = times(jacobian(c), times(jacobian(b), jacobian(a)));
    assertClose(jacobian(call(loader, "C", "allJacobian", Direction.FORWARD, x)), product, 1e-14);
    assertClose(jacobian(call(loader, "C", "allJacobian", Direction.REVERSE, x)), product, 1e-14);
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] result = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          result[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return result;
  }

  @Test
  void jacobianOfEveryKindOfResult() {
    ClassLoader loader =
        compile(
            "K",
            """
            @Differentiable record P(double a, float[] w) {}
            @Differentiable(modes = Mode.JACOBIAN)
            static float scalar(float x, double y) { return x * x * (float) y; }
            @Differentiable(modes = Mode.JACOBIAN)
            static P record(P p, double x) { return new P(p.a() * x, p.w()); }
            @Differentiable(modes = Mode.JACOBIAN)
            static Tensor tensor(Tensor t, float[] direction) {
              return t.times(t).scale(direction[0]);
            }
            @Differentiable(modes = Mode.JACOBIAN)
            static double[][] jagged(double i) { return new double[][] {{i}, {}, {i * i, 3 * i}}; }
            """);
    for (Direction direction : Direction.values()) {
      assertClose(
          jacobian(call(loader, "K", "scalarJacobian", direction, 3f, .5)),
          new double[][] {{3, 9}},
          1e-7);
      Object p = Case.instance("K$P", 2.0, new float[] {4, 5}).create(type(loader, "K"));
      assertClose(
          jacobian(call(loader, "K", "recordJacobian", direction, p, 3.0)),
          new double[][] {{3, 0, 0, 2}, {0, 1, 0, 0}, {0, 0, 1, 0}},
          0);
      Tensor t = Tensor.of(new float[] {1, -2}, 2);
      assertClose(
          jacobian(call(loader, "K", "tensorJacobian", direction, t, new float[] {3, 0})),
          new double[][] {{6, 0, 1, 0}, {0, -12, 4, 0}},
          1e-6);
      assertClose(
          jacobian(call(loader, "K", "jaggedJacobian", direction, 2.0)),
          new double[][] {{1}, {4}, {3}},
          0);
    }
  }

  @Test
  void matricesAreGeneratedOnlyWhereTheyAreAskedFor() {
    Compilation compilation =
        Compiler.compile(
            Map.of(
                "matrices.N",
                HEADER
                    + """
                    class N {
                      @Differentiable(modes = Mode.HESSIAN)
                      static double f(double x) { return x * x; }
                      @Differentiable(modes = Mode.JACOBIAN)
                      static double g(double x) { return x * x; }
                    }
                    """));
    assertThat(compilation.findings()).as(compilation.describe()).isEmpty();
    assertThat(compilation.generated().get("matrices.NGrad"))
        .contains("  private static ValueAndHvp<Double> fHvp(")
        .contains("  private static ValueAndTangent<Double> gJvp(")
        .contains("  static ValueAndHessian<Double> fHessian(double x)")
        .contains("  static ValueAndJacobian<Double> gJacobian(double x)")
        .doesNotContain("fJacobian", "gHessian", "gHvp", "fJvp");
  }
}
