package dev.adjoint.integration;

import static dev.adjoint.integration.Case.array;
import static dev.adjoint.integration.Case.instance;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code instanceof}, and where the variables of its patterns can be seen. */
class InstanceofTest {
  private static final String SHAPES =
      """
      @Differentiable sealed interface Shape permits Circle, Square, Group {}

      @Differentiable record Circle(double r, String name) implements Shape {}

      @Differentiable record Square(double a, double b) implements Shape {}

      @Differentiable record Group(Shape first, Shape second) implements Shape {}

      """;

  private static final Object CIRCLE = instance("Case$Circle", 1.5, "c");
  private static final Object SQUARE = instance("Case$Square", 1.2, .7);
  private static final Object GROUP = instance("Case$Group", CIRCLE, SQUARE);

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        shapes(
            "if and else if",
            """
            double area = 0;
            if (s instanceof Circle c) {
              area = Math.PI * c.r() * c.r() * x;
            } else if (s instanceof Square q) {
              area = q.a() * q.b();
            }
            return area * x;
            """),
        shapes(
            "early returns",
            """
            if (s instanceof Circle c) {
              return c.r() * x;
            }
            if (!(s instanceof Square q)) {
              return x * x;
            }
            double scaled = q.a() * x;
            return scaled * q.b();
            """),
        shapes(
            "with other conditions",
            """
            double y = x;
            if (s instanceof Circle c && c.r() > 1 && x > 0) {
              y = c.r() * c.r() * x;
            }
            if (!(s instanceof Square q) || q.a() > 2 * x) {
              y *= x;
            } else {
              y *= q.b();
            }
            return y;
            """),
        shapes(
            "in choices",
            """
            double a = s instanceof Circle c ? c.r() * x : s instanceof Square q ? q.a() : x;
            double b = !(s instanceof Circle c) ? x : c.r();
            return a * b;
            """),
        shapes(
            "without a variable",
            """
            boolean round = s instanceof Circle;
            double y = round ? ((Circle) s).r() * x : x;
            if (s instanceof Square) {
              Square q = (Square) s;
              y += q.a() * ((Square) s).b();
            }
            return y;
            """),
        shapes(
            "of a component of a pattern",
            """
            if (s instanceof Group g && g.first() instanceof Circle c && c.r() > 0) {
              return c.r() * x + (g.second() instanceof Square q ? q.a() * q.b() : x);
            }
            return x;
            """),
        shapes(
            "of a variable that changes",
            """
            Shape t = s;
            double y = 0;
            for (int i = 0; i < 4; i++) {
              if (t instanceof Circle c) {
                t = new Square(c.r() * x, x);
                y += c.r();
              } else if (t instanceof Square q) {
                t = new Circle(q.a() * q.b(), "made");
                y += q.a() * x;
              } else if (t instanceof Group g) {
                t = g.first();
              }
            }
            return y;
            """),
        shapes(
            "in loops",
            """
            Shape t = s;
            double y = x;
            while (t instanceof Group g && y < 100) {
              y *= x + 1;
              t = g.second();
            }
            for (int i = 0; i < 3; i++) {
              if (!(t instanceof Square q)) {
                continue;
              }
              y += q.a() * i;
              if (y > 50) {
                break;
              }
              y *= q.b();
            }
            return y;
            """),
        shapes(
            "with a variable of the same name",
            """
            double y = 0;
            if (s instanceof Circle v) {
              y += v.r() * x;
            }
            if (s instanceof Square v) {
              y += v.a() * v.b();
            }
            if (s instanceof Group v && v.second() instanceof Square q) {
              double v2 = q.a();
              y += v2 * x;
            }
            return y;
            """),
        shapes(
            "in arguments",
            """
            return Math.max(s instanceof Circle c ? c.r() : x, 0.5)
                + pick(s instanceof Square, s instanceof Square q ? q.a() : x);
            """),
        Case.of(
                "of elements",
                SHAPES
                    + """
            @Differentiable static double f(Shape[] all, double x) {
              double y = 0;
              for (int i = 0; i < all.length; i++) {
                if (all[i] instanceof Circle c) {
                  y += c.r() * x;
                } else if (all[i] instanceof Square q && i > 0) {
                  y *= q.a();
                  if (all[i - 1] instanceof Circle before) {
                    y += before.r() * q.b();
                  }
                }
              }
              return y;
            }
            """)
            .at(array("Case$Shape", CIRCLE, SQUARE, GROUP, SQUARE), 1.3),
        Case.of(
                "of the receiver",
                """
            sealed interface Shape permits Circle, Square {
              @Differentiable default double f(double x) {
                if (this instanceof Circle c) {
                  return c.r() * x;
                }
                return ((Square) this).a() * x * x;
              }
            }

            @Differentiable record Circle(double r) implements Shape {}

            @Differentiable record Square(double a) implements Shape {}

            @Differentiable static double g(Shape s, double x) {
              return s.f(x) * x;
            }
            """)
            .method("g")
            .at(instance("Case$Circle", 1.5), 2.0)
            .at(instance("Case$Square", 1.5), 2.0),
        Case.of(
                "for what takes no part",
                """
            sealed interface Mode permits Fast, Slow {}

            record Fast() implements Mode {}

            record Slow(int n) implements Mode {}

            @Differentiable static double f(@NonDifferentiable Mode mode, double x) {
              if (mode instanceof Slow slow) {
                double y = x;
                for (int i = 0; i < slow.n(); i++) {
                  y *= x;
                }
                return y;
              }
              return 2 * x;
            }
            """)
            .at(instance("Case$Fast"), 1.5)
            .at(instance("Case$Slow", 3), 1.5));
  }

  private static Case shapes(String name, String body) {
    return Case.of(
            name,
            SHAPES
                + """
            static double pick(boolean which, double x) {
              return which ? x * x : x;
            }

            @Differentiable static double f(Shape s, double x) {
            """
                + body
                + "}\n")
        .at(CIRCLE, 1.3)
        .at(SQUARE, 1.3)
        .at(GROUP, 1.3)
        .at(instance("Case$Group", GROUP, GROUP), 1.3);
  }
}
