package dev.adjoint.integration;

import static dev.adjoint.integration.Case.array;
import static dev.adjoint.integration.Case.instance;
import static dev.adjoint.integration.Case.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import dev.adjoint.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sealed interfaces of records, and calls that run the method of whichever record it is. */
class SealedTypesTest {
  private static final String SHAPES =
      """
      @Differentiable sealed interface Shape permits Circle, Square, Nothing {
        double area();

        default double weighted(double w) {
          return w * area();
        }

        default double corners() {
          return 0;
        }
      }

      @Differentiable record Circle(double r, String name) implements Shape {
        public double area() {
          return Math.PI * r * r;
        }
      }

      @Differentiable record Square(double a, double b) implements Shape {
        public double area() {
          return a * b;
        }

        public double corners() {
          return 4 * a;
        }
      }

      record Nothing(int n) implements Shape {
        public double area() {
          return n;
        }
      }
      """;

  private static final Object CIRCLE = instance("Case$Circle", 1.5, "c");
  private static final Object SQUARE = instance("Case$Square", 1.2, .7);
  private static final Object NOTHING = instance("Case$Nothing", 3);

  private static final String LAYERS =
      """
      @Differentiable sealed interface Layer permits Dense, Activation {
        double[] apply(double[] x);
      }

      @Differentiable record Dense(double[][] w, double[] b) implements Layer {
        public double[] apply(double[] x) {
          double[] y = b.clone();
          for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < x.length; j++) {
              y[i] += w[i][j] * x[j];
            }
          }
          return y;
        }
      }

      @Differentiable sealed interface Activation extends Layer permits Relu, Tanh, Scaled {
        double of(double x);

        default double[] apply(double[] x) {
          double[] y = new double[x.length];
          for (int i = 0; i < y.length; i++) {
            y[i] = of(x[i]);
          }
          return y;
        }
      }

      record Relu() implements Activation {
        public double of(double x) {
          return x > 0 ? x : 0;
        }
      }

      record Tanh() implements Activation {
        public double of(double x) {
          return Math.tanh(x);
        }
      }

      @Differentiable record Scaled(double by) implements Activation {
        public double of(double x) {
          return by * x;
        }
      }
      """;

  private static final Object DENSE =
      instance(
          "Case$Dense",
          new double[][] {{.5, -.3}, {.2, .8}, {-.6, .4}},
          new double[] {.1, -.2, .3});
  private static final Object OUT =
      instance("Case$Dense", new double[][] {{.7, .1, -.4}}, new double[] {.05});
  private static final Object RELU = instance("Case$Relu");
  private static final Object TANH = instance("Case$Tanh");
  private static final Object SCALED = instance("Case$Scaled", 1.3);

  private static final String TERMS =
      """
      @Differentiable sealed interface Term permits Const, Var, Add, Mul, Sin {
        double eval(double x);
      }

      @Differentiable record Const(double value) implements Term {
        public double eval(double x) {
          return value;
        }
      }

      record Var() implements Term {
        public double eval(double x) {
          return x;
        }
      }

      @Differentiable record Add(Term a, Term b) implements Term {
        public double eval(double x) {
          return a.eval(x) + b.eval(x);
        }
      }

      @Differentiable record Mul(Term a, Term b) implements Term {
        public double eval(double x) {
          return a.eval(x) * b.eval(x);
        }
      }

      @Differentiable record Sin(Term a) implements Term {
        public double eval(double x) {
          return Math.sin(a.eval(x));
        }
      }
      """;

  private static final Object TERM =
      instance(
          "Case$Add",
          instance("Case$Mul", instance("Case$Const", 1.5), instance("Case$Var")),
          instance(
              "Case$Sin",
              instance("Case$Mul", instance("Case$Const", .4), instance("Case$Const", 2.5))));

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(calls(), places(), networks(), recursion()).flatMap(s -> s);
  }

  private static Stream<Case> calls() {
    return Stream.of(
        Case.of(
                "a method of whichever record it is",
                SHAPES
                    + """
            @Differentiable static double f(Shape s, double x) {
              return s.area() * x;
            }
            """)
            .at(CIRCLE, 2.0)
            .at(SQUARE, 2.0)
            .at(NOTHING, 2.0)
            .fails(null, 2.0),
        Case.of(
                "default methods",
                SHAPES
                    + """
            @Differentiable static double f(Shape s, double x) {
              return s.weighted(x) + s.corners() * x;
            }
            """)
            .at(CIRCLE, 2.0)
            .at(SQUARE, 2.0)
            .at(NOTHING, 2.0),
        Case.of(
                "an annotated method of the interface",
                """
            sealed interface Shape permits Circle, Square {
              @Differentiable double f(double x);

              @Differentiable default double g(double x) {
                return f(x) * x;
              }
            }

            @Differentiable record Circle(double r) implements Shape {
              public double f(double x) {
                return Math.PI * r * r * x;
              }
            }

            record Square(double a) implements Shape {
              @Differentiable public double f(double x) {
                return a * x * x;
              }
            }

            @Differentiable static double h(Shape s, double x) {
              return s.f(x) + s.g(x);
            }
            """)
            .method("h")
            .at(instance("Case$Circle", 1.5), 2.0)
            .at(instance("Case$Square", 1.5), 2.0),
        Case.of(
                "components that the interface names",
                """
            sealed interface Shape permits Circle, Square {
              @Differentiable double size();

              int corners();
            }

            @Differentiable record Circle(double size) implements Shape {
              public int corners() {
                return 0;
              }
            }

            @Differentiable record Square(double size, int corners) implements Shape {}

            @Differentiable static double f(Shape s, double x) {
              return s.size() * x * (1 + s.corners());
            }
            """)
            .at(instance("Case$Circle", 1.5), 2.0)
            .at(instance("Case$Square", 1.5, 4), 2.0),
        Case.of(
                "records without numbers",
                """
            sealed interface Activation permits Relu, Tanh {
              double of(double x);
            }

            record Relu() implements Activation {
              public double of(double x) {
                return x > 0 ? x : 0;
              }
            }

            record Tanh() implements Activation {
              public double of(double x) {
                return Math.tanh(x);
              }
            }

            @Differentiable static double f(@NonDifferentiable Activation a, double x) {
              return a.of(x) * x;
            }
            """)
            .at(instance("Case$Relu"), 2.0)
            .at(instance("Case$Relu"), -2.0)
            .at(instance("Case$Tanh"), 2.0),
        Case.of(
                "void methods",
                """
            @Differentiable sealed interface Step permits Scale, Shift {
              void apply(double[] x);
            }

            @Differentiable record Scale(double by) implements Step {
              public void apply(double[] x) {
                for (int i = 0; i < x.length; i++) {
                  x[i] *= by;
                }
              }
            }

            @Differentiable record Shift(double by) implements Step {
              public void apply(double[] x) {
                x[0] += by * x[1];
              }
            }

            @Differentiable static double f(Step s, double[] x) {
              double[] y = x.clone();
              s.apply(y);
              s.apply(y);
              return y[0] * y[1];
            }
            """)
            .at(instance("Case$Scale", 1.5), new double[] {2, 3})
            .at(instance("Case$Shift", 1.5), new double[] {2, 3}));
  }

  private static Stream<Case> places() {
    return Stream.of(
        Case.of(
                "a choice of new records",
                SHAPES
                    + """
            @Differentiable static double f(double x, double y) {
              Shape s = x > y ? new Circle(x * y, "c") : new Square(x, y * y);
              return s.area() * (x > 2 ? new Circle(x, "d") : new Nothing(3)).area();
            }
            """)
            .at(2.5, 1.5)
            .at(1.5, 2.5),
        Case.of(
                "variables that get other records",
                SHAPES
                    + """
            @Differentiable static double f(Shape s, Shape t, double x, int n) {
              double sum = 0;
              Shape current = s;
              for (int i = 0; i < n; i++) {
                sum += current.area() * x;
                if (i % 3 == 0) {
                  current = t;
                } else if (i % 3 == 1) {
                  current = new Square(sum * 0.1, x);
                } else {
                  current = s;
                }
              }
              return sum + current.weighted(x);
            }
            """)
            .at(CIRCLE, SQUARE, 1.1, 5)
            .at(NOTHING, CIRCLE, 1.1, 3)
            .at(SQUARE, SQUARE, 1.1, 0),
        Case.of(
                "made by helpers",
                SHAPES
                    + """
            static Shape make(double x, int kind) {
              if (kind == 0) {
                return new Circle(x, "c");
              } else if (kind == 1) {
                return new Square(x, x * x);
              }
              return new Nothing(kind);
            }

            static Shape scaled(Shape s, double by) {
              return s instanceof Circle c ? new Circle(c.r() * by, c.name()) : s;
            }

            @Differentiable static double f(Shape s, double x, int kind) {
              return scaled(make(x, kind), x).area() + scaled(s, x).area() * x;
            }
            """)
            .at(CIRCLE, 2.0, 0)
            .at(SQUARE, 2.0, 1)
            .at(NOTHING, 2.0, 2),
        Case.of(
                "returned",
                SHAPES
                    + """
            @Differentiable static Shape f(Shape s, double x) {
              if (s instanceof Square q) {
                return new Square(q.b() * x, q.a());
              }
              return x > 3 ? s : new Circle(x * x, "made");
            }
            """)
            .at(SQUARE, 2.0)
            .at(CIRCLE, 2.0)
            .at(CIRCLE, 4.0),
        Case.of(
                "in arrays and lists",
                SHAPES
                    + """
            @Differentiable static double f(Shape[] some, java.util.List<Shape> others, double x) {
              double sum = 0;
              for (Shape s : some) {
                sum += s.area() * x;
              }
              for (int i = 0; i < others.size(); i++) {
                sum *= others.get(i).weighted(x) + some[0].area();
              }
              return sum;
            }
            """)
            .at(array("Case$Shape", CIRCLE, SQUARE, NOTHING), list(SQUARE, CIRCLE), 1.3)
            .at(array("Case$Shape", NOTHING), list(), 1.3),
        Case.of(
                "in arrays of its own",
                SHAPES
                    + """
            @Differentiable static double f(Shape s, double x, int n) {
              Shape[] all = new Shape[n];
              for (int i = 0; i < n; i++) {
                if (i % 2 == 0) {
                  all[i] = new Circle(x * i, "c");
                } else {
                  all[i] = s;
                }
              }
              Shape[] two = {new Square(x, x), s};
              double sum = 0;
              for (Shape each : all) {
                sum += each.area() * each.area();
              }
              return sum + two[0].area() * two[1].area();
            }
            """)
            .at(SQUARE, 1.3, 4)
            .at(NOTHING, 1.3, 3),
        Case.of(
                "in records",
                SHAPES
                    + """
            record Pair(Shape first, double w, Shape second) {
              @Differentiable double f(double x) {
                Pair swapped = new Pair(second, w * x, first);
                return first.area() * w + swapped.first().weighted(x) * swapped.w();
              }
            }

            @Differentiable static double g(Pair p, double x) {
              Pair q = x > 1 ? p : new Pair(new Circle(x, "c"), x, p.first());
              return q.f(x) + p.second().area();
            }
            """)
            .method("g")
            .at(instance("Case$Pair", CIRCLE, 1.2, SQUARE), 2.0)
            .at(instance("Case$Pair", SQUARE, 1.2, NOTHING), .5),
        Case.of(
                "in copies of arrays",
                SHAPES
                    + """
            @Differentiable static double f(Shape[] all, double x) {
              Shape[] copy = all.clone();
              Shape[] same = copy;
              same[0] = new Square(x, x * x);
              double sum = 0;
              for (Shape s : copy) {
                sum += s.area() * x;
              }
              return sum * all[0].area();
            }
            """)
            .at(array("Case$Shape", CIRCLE, SQUARE, NOTHING), 1.3),
        Case.of(
                "whose arrays were written before",
                """
            @Differentiable sealed interface Path permits Steps, Point {}

            @Differentiable record Steps(double[] steps) implements Path {}

            @Differentiable record Point(double x) implements Path {}

            @Differentiable static double f(double[] v, int n) {
              double sum = 0;
              Path last = new Point(v[0]);
              for (int i = 0; i < n; i++) {
                double[] steps = v.clone();
                steps[0] *= steps[1] + i;
                steps[1] = last instanceof Steps s ? s.steps()[0] : steps[0];
                last = new Steps(steps);
                sum += steps[1] * steps[0];
              }
              return last instanceof Steps s ? s.steps()[1] * sum : v[0] * v[1];
            }
            """)
            .at(new double[] {1.5, .7}, 3)
            .at(new double[] {1.5, .7}, 0),
        Case.of(
                "in functions",
                SHAPES
                    + """
            @Differentiable static double f(Shape s, double x) {
              java.util.function.DoubleUnaryOperator g = s::weighted;
              java.util.function.DoubleUnaryOperator h =
                  y -> s instanceof Square q ? q.a() * y : y * y;
              return g.applyAsDouble(x) * g.applyAsDouble(x * x) + h.applyAsDouble(x);
            }
            """)
            .at(CIRCLE, 1.3)
            .at(SQUARE, 1.3),
        Case.of(
                "the same one twice",
                SHAPES
                    + """
            @Differentiable static Shape[] f(Shape s) {
              Shape t = s;
              return new Shape[] {s, t, s};
            }
            """)
            .at(SQUARE));
  }

  private static Stream<Case> networks() {
    return Stream.of(
        Case.of(
                "a network of layers in a list",
                LAYERS
                    + """
            record Network(java.util.List<Layer> layers, double scale) {
              @Differentiable double f(double[] x) {
                double[] h = x;
                for (Layer layer : layers) {
                  h = layer.apply(h);
                }
                double sum = 0;
                for (double v : h) {
                  sum += v * v;
                }
                return sum * scale;
              }
            }

            @Differentiable static double g(Network n, double[] x) {
              return n.f(x);
            }
            """)
            .method("g")
            .at(
                instance("Case$Network", list(DENSE, RELU, SCALED, TANH, OUT), 1.1),
                new double[] {.6, -.4})
            .at(instance("Case$Network", list(TANH), 1.1), new double[] {.6, -.4})
            .at(instance("Case$Network", list(), 1.1), new double[] {.6, -.4}),
        Case.of(
                "a network of tensors",
                """
            sealed interface Layer permits Dense, Relu, Residual {
              @Differentiable Tensor apply(Tensor x);
            }

            record Dense(Tensor w, Tensor b) implements Layer {
              @Differentiable public Tensor apply(Tensor x) {
                return x.matmul(w).plus(b);
              }
            }

            record Relu() implements Layer {
              public Tensor apply(Tensor x) {
                return dev.adjoint.tensor.Activations.relu(x);
              }
            }

            @Differentiable record Residual(java.util.List<Layer> inner, float scale)
                implements Layer {
              public Tensor apply(Tensor x) {
                Tensor h = x;
                for (Layer layer : inner) {
                  h = layer.apply(h);
                }
                return x.plus(h.scale(scale));
              }
            }

            @Differentiable static float f(java.util.List<Layer> layers, Tensor x) {
              Tensor h = x;
              for (Layer layer : layers) {
                h = layer.apply(h);
              }
              return h.times(h).sum();
            }
            """)
            .at(
                list(
                    tensors(2, 3),
                    instance("Case$Relu"),
                    instance("Case$Residual", list(tensors(3, 3), instance("Case$Relu")), .5f),
                    tensors(3, 1)),
                Tensor.of(new float[] {.5f, -1, 2, .25f}, 2, 2)));
  }

  private static Object tensors(int in, int out) {
    float[] w = new float[in * out];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) Math.sin(2 * i + in);
    }
    return instance("Case$Dense", Tensor.of(w, in, out), Tensor.full(.1f, out));
  }

  private static Stream<Case> recursion() {
    return Stream.of(
        Case.of(
                "expression trees",
                TERMS
                    + """
            @Differentiable static double f(Term t, double x) {
              return t.eval(x) * x;
            }
            """)
            .at(TERM, 1.3)
            .at(instance("Case$Var"), 1.3),
        Case.of(
                "trees with many branches",
                """
            @Differentiable sealed interface Tree permits Leaf, Node {
              double sum(double x);
            }

            @Differentiable record Leaf(double v) implements Tree {
              public double sum(double x) {
                return v * x;
              }
            }

            @Differentiable record Node(double w, java.util.List<Tree> some, Tree[] others)
                implements Tree {
              public double sum(double x) {
                double s = 0;
                for (Tree t : some) {
                  s += t.sum(x);
                }
                for (Tree t : others) {
                  s *= t.sum(x);
                }
                return s * w;
              }
            }

            @Differentiable static double f(Tree t, double x) {
              Tree u = t;
              while (u instanceof Node n) {
                x *= n.w();
                u = n.some().get(0);
              }
              return t.sum(x) * u.sum(x);
            }
            """)
            .at(
                instance(
                    "Case$Node",
                    .8,
                    list(
                        instance(
                            "Case$Node",
                            1.2,
                            list(instance("Case$Leaf", 1.5), instance("Case$Leaf", .6)),
                            array("Case$Tree")),
                        instance("Case$Leaf", .7)),
                    array("Case$Tree", instance("Case$Leaf", 1.1))),
                1.3)
            .at(instance("Case$Leaf", 1.1), 1.3),
        Case.of(
                "a recursive helper",
                TERMS
                    + """
            static double depth(Term t, double x) {
              if (t instanceof Add a) {
                return depth(a.a(), x) + depth(a.b(), x * x);
              } else if (t instanceof Mul m && m.a() instanceof Const c) {
                return c.value() * depth(m.b(), x);
              } else if (t instanceof Sin s) {
                return Math.cos(depth(s.a(), x));
              }
              return t.eval(x);
            }

            @Differentiable static double f(Term t, double x) {
              return depth(t, x) * x;
            }
            """)
            .at(TERM, 1.3)
            .at(instance("Case$Var"), 1.3),
        Case.of(
                "trees that are rebuilt",
                TERMS
                    + """
            static Term scaled(Term t, double by) {
              if (t instanceof Const c) {
                return new Const(c.value() * by);
              } else if (t instanceof Add a) {
                return new Add(scaled(a.a(), by), scaled(a.b(), by));
              } else if (t instanceof Mul m) {
                return new Mul(scaled(m.a(), by), m.b());
              }
              return t;
            }

            @Differentiable static double f(Term t, double x) {
              return scaled(t, x).eval(x) + t.eval(2 * x);
            }
            """)
            .at(TERM, 1.3)
            .at(instance("Case$Var"), 1.3));
  }

  @Test
  void theTreeOfAValueIsThatOfItsRecord() throws ReflectiveOperationException {
    Compilation compilation =
        Compiler.compile(
            "trees.Case",
            "package trees;\nimport dev.adjoint.annotations.*;\nclass Case {\n" + SHAPES + "}");
    Class<?> type = compilation.load().loadClass("trees.Case");
    var field = type.getClassLoader().loadClass("trees.Case_ShapeTree").getField("TREE");
    field.setAccessible(true);
    @SuppressWarnings("unchecked")
    ParameterTree<Object> tree = (ParameterTree<Object>) field.get(null);
    Object square = instance("Case$Square", 1.5, 2.0).create(type);
    Object other = instance("Case$Square", 3.0, -1.0).create(type);
    Object circle = instance("Case$Circle", 1.5, "c").create(type);
    Object nothing = instance("Case$Nothing", 3).create(type);
    assertThat(tree.leaves(square)).extracting(Leaf::path).containsExactly("a", "b");
    assertThat(tree.plus(square, other)).isEqualTo(instance("Case$Square", 4.5, 1.0).create(type));
    assertThat(tree.zeros(circle)).isEqualTo(instance("Case$Circle", 0.0, "c").create(type));
    assertThat(tree.negate(nothing)).isEqualTo(nothing);
    assertThatThrownBy(() -> tree.plus(square, circle))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
