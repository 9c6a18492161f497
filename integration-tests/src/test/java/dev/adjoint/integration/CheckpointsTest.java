package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is marked by {@code @Checkpoint} has the same gradient, and keeps less. */
class CheckpointsTest {
  private static final String HEAT =
      """
      class Heat {
        @Differentiable(wrt = "u0") static double heat(double[] u0, int steps) {
          double[] u = u0.clone();
          double[] next = new double[u.length];
          for (MARK int t = 0; t < steps; t++) {
            for (int j = 0; j < u.length; j++) {
              int left = Math.max(0, j - 1);
              int right = Math.min(u.length - 1, j + 1);
              next[j] = u[j] + 0.1 * (u[left] - 2 * u[j] + u[right]) * u[j];
            }
            for (int j = 0; j < u.length; j++) {
              u[j] = next[j];
            }
          }
          return u[u.length / 2];
        }
      }
      """;

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "a state in a record",
                """
                record State(double[] q, double p) {}

                static State step(State s) {
                  double[] q = s.q().clone();
                  for (int j = 0; j < q.length; j++) {
                    q[j] += 0.1 * s.p() * Math.cos(q[j]);
                  }
                  return new State(q, s.p() - 0.1 * Math.sin(q[0]));
                }

                @Differentiable static double f(double[] q, double p) {
                  State s = new State(q, p);
                  for (@Checkpoint int t = 0; t < 10; t++) {
                    s = step(s);
                  }
                  return s.q()[1] * s.p();
                }
                """)
            .at(new double[] {.3, .5}, .7),
        Case.of(
                "a trajectory of which each element is written once",
                """
                @Differentiable(wrt = "x0") static double f(double x0, int n) {
                  double[] x = new double[n + 1];
                  x[0] = x0;
                  for (@Checkpoint int t = 0; t < n; t++) {
                    x[t + 1] = x[t] + 0.1 * Math.sin(x[t]);
                  }
                  double s = 0;
                  for (int t = 0; t <= n; t++) {
                    s += x[t] * x[t];
                  }
                  return s;
                }
                """)
            .at(.3, 12)
            .at(.3, 0),
        Case.of(
                "what comes before and after needs the same variables",
                """
                @Differentiable static double f(double x, double y) {
                  double[] u = {x, y};
                  double s = x * y;
                  double t = Math.exp(s) * u[0];
                  for (@Checkpoint int i = 0; i < 5; i++) {
                    s *= Math.sin(s) + u[0];
                    u[i % 2] *= s;
                  }
                  s *= t * u[1];
                  u[0] *= s;
                  return s * u[0];
                }
                """)
            .at(.3, .7),
        Case.of(
                "blocks of steps in a loop of blocks",
                """
                @Differentiable(wrt = {"x", "r"}) static float f(float x, float r, int n) {
                  float s = x;
                  for (@Checkpoint(every = 1) int b = 0; b < n; b++) {
                    for (int i = 0; i < n; i++) {
                      if (s > 0.9f) {
                        continue;
                      }
                      s = r * s * (1 - s);
                    }
                  }
                  return s;
                }
                """)
            .at(.3f, 2.5f, 4),
        Case.of(
                "calls of methods that run again",
                """
                @Checkpoint static double[] layer(double[] x, double w) {
                  double[] y = new double[x.length];
                  for (int i = 0; i < x.length; i++) {
                    if (x[i] > 10) {
                      return x;
                    }
                    y[i] = Math.tanh(w * x[i] + x[0]);
                  }
                  return y;
                }

                @Checkpoint private static void scale(double[] x, double by) {
                  for (int i = 0; i < x.length; i++) {
                    x[i] *= by * x[i];
                  }
                }

                @Checkpoint static double total(double[] x) {
                  double s = 1;
                  for (double each : x) {
                    s *= each;
                    if (s > 100) {
                      return s * s;
                    }
                  }
                  return s;
                }

                @Differentiable static double f(double[] x, double w) {
                  double[] h = x.clone();
                  for (@Checkpoint int i = 0; i < 4; i++) {
                    h = layer(h, w);
                  }
                  scale(h, w);
                  scale(h, total(h));
                  return total(h) * total(x);
                }
                """)
            .at(new double[] {.3, .5, .2}, .7)
            .at(new double[] {30, .5, .2}, .7),
        Case.of(
                "a method of an object, which is differentiated itself",
                """
                record Spring(double k, double m) {
                  @Checkpoint @Differentiable double energy(double x) {
                    double s = k * x;
                    for (int i = 0; i < 3; i++) {
                      s *= Math.sin(s) / m;
                    }
                    return s;
                  }
                }

                @Differentiable static double f(double k, double m, double x) {
                  Spring spring = new Spring(k, m);
                  return spring.energy(x) * spring.energy(k);
                }
                """)
            .at(.3, .5, .7),
        Case.of(
                "arrays that change after a call of a method that calls itself",
                """
                @Checkpoint static double tower(double[] x, int n) {
                  if (n == 0) {
                    return x[0] * x[0];
                  }
                  double[] y = x.clone();
                  y[0] = Math.sin(x[0]) * x[1];
                  double below = tower(y, n - 1);
                  y[1] *= below;
                  return below * y[1] + tower(y, n - 1) * x[0];
                }

                @Differentiable static double f(double[] x) {
                  double[] h = x.clone();
                  double s = tower(h, 3);
                  h[0] *= s * h[1];
                  s += tower(h, 2);
                  h[1] = s;
                  return h[0] * h[1];
                }
                """)
            .at(new double[] {.6, .8}));
  }

  /** The pullback of a method of another class reads its arguments again when it is applied. */
  @Test
  void argumentsThatChangeAfterACallIntoAnotherClass() {
    String layer =
        """
        import dev.adjoint.annotations.*;
        class Layer {
          MARK @Differentiable static double power(double[] x, double w) {
            double s = w;
            for (double each : x) {
              s *= Math.sin(each) + s;
            }
            return s;
          }
        }
        """;
    String model =
        """
        import dev.adjoint.annotations.*;
        class Model {
          @Differentiable static double f(double[] x, double w) {
            double[] h = x.clone();
            double s = 0;
            for (int i = 0; i < h.length; i++) {
              s += Layer.power(h, w);
              h[i] *= s;
            }
            return s * h[0];
          }
        }
        """;
    double[][] gradients = new double[2][];
    for (int i = 0; i < 2; i++) {
      String mark = i == 0 ? "" : "@Checkpoint";
      ClassLoader loader =
          Compiler.compile(Map.of("Layer", layer.replace("MARK", mark), "Model", model)).load();
      Subject subject = new Subject(loader, "Model", "f");
      gradients[i] = GradientCheck.gradient(subject, new double[] {.6, .8, .3}, .9);
    }
    GradientCheck.assertBits("gradient", gradients[1], gradients[0]);
  }

  private static Subject heat(String mark) {
    String source = "import dev.adjoint.annotations.*;\n" + HEAT.replace("MARK", mark);
    return new Subject(Compiler.compile("Heat", source).load(), "Heat", "heat");
  }

  private static double[] start(int size) {
    double[] u = new double[size];
    for (int i = 0; i < size; i++) {
      u[i] = 1 + 0.1 * Math.sin(i);
    }
    return u;
  }

  @ParameterizedTest
  @ValueSource(strings = {"@Checkpoint", "@Checkpoint(every = 1)", "@Checkpoint(every = 7)"})
  void theGradientIsTheSameToTheBit(String mark) {
    for (int steps : new int[] {0, 1, 2, 3, 9, 10, 50}) {
      double[] plain = GradientCheck.gradient(heat(""), start(6), steps);
      double[] again = GradientCheck.gradient(heat(mark), start(6), steps);
      GradientCheck.assertBits("gradient after " + steps, again, plain);
    }
  }

  /** 16 times the steps, 4 times the memory. */
  @Test
  void whatIsKeptGrowsLikeTheSquareRoot() throws IllegalAccessException {
    Subject again = heat("@Checkpoint");
    long few = numbersKeptBy(again.pullback(start(10), 100));
    long many = numbersKeptBy(again.pullback(start(10), 1600));
    assertThat(few).isBetween(10 * 10L, 10 * 10L + 60);
    assertThat(many).isBetween(40 * 10L, 40 * 10L + 60);
    assertThat(numbersKeptBy(heat("").pullback(start(10), 1600))).isGreaterThan(1600 * 10L - 1);
  }

  /** A pullback of a method that runs again keeps the arguments. */
  @Test
  void thePullbackOfAMarkedMethodKeepsItsArguments() throws IllegalAccessException {
    String source =
        "import dev.adjoint.annotations.*;\n"
            + HEAT.replace("MARK", "").replace("@Differentiable", "@Checkpoint @Differentiable");
    Subject again = new Subject(Compiler.compile("Heat", source).load(), "Heat", "heat");
    assertThat(numbersKeptBy(again.pullback(start(10), 1600))).isEqualTo(10);
  }

  /** The lengths of all arrays of numbers that an object holds on to. */
  private static long numbersKeptBy(Object pullback) throws IllegalAccessException {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    long numbers = 0;
    for (Field field : pullback.getClass().getDeclaredFields()) {
      field.setAccessible(true);
      numbers += numbers(field.get(pullback), seen);
    }
    return numbers;
  }

  private static long numbers(Object value, Set<Object> seen) {
    if (value == null || !value.getClass().isArray() || !seen.add(value)) {
      return 0;
    }
    if (!(value instanceof Object[] rows)) {
      return Array.getLength(value);
    }
    long numbers = 0;
    for (Object row : rows) {
      numbers += numbers(row, seen);
    }
    return numbers;
  }
}
