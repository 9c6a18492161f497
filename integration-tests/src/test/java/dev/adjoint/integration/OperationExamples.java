package dev.adjoint.integration;

import dev.adjoint.Space;
import dev.adjoint.implicit.FixedPoint;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Where each operation of the runtime is tested: arguments of several shapes, inside of the domain
 * and away from kinks. A new operation needs a line here.
 */
final class OperationExamples {
  private final Random random = new Random(17);
  private final Map<String, List<Object[]>> table = new LinkedHashMap<>();

  private OperationExamples() {
    scalars();
    elementwise();
    broadcasting();
    products();
    reductions();
    shapes();
    indexing();
    losses();
    equations();
  }

  /** {@code x = cos(x) / 2 + p}, and the like for several numbers. */
  private void equations() {
    FixedPoint<Double, Double> one =
        FixedPoint.of(
                Space.DOUBLE,
                Space.DOUBLE,
                (x, p) -> Math.cos(x) / 2 + p,
                (Double x, Double p) ->
                    (Function<Double, double[]>) s -> new double[] {-s * Math.sin(x) / 2, s},
                g -> g[0],
                g -> g[1])
            .withJvp((x, p, xDot, pDot) -> -Math.sin(x) / 2 * xDot + pDot);
    add("Implicit.solve(Equation<Double,Double>, double, double)", args(one, 1.0, 0.3));
    FixedPoint<Double, double[]> ofSeveral =
        FixedPoint.of(
                Space.DOUBLE,
                Space.DOUBLES,
                (x, p) -> Math.cos(x) / 2 * p[0] + p[1],
                (Double x, double[] p) ->
                    (Function<Double, double[][]>)
                        s ->
                            new double[][] {
                              {-s * Math.sin(x) / 2 * p[0]}, {s * Math.cos(x) / 2, s}
                            },
                g -> g[0][0],
                g -> g[1])
            .withJvp(
                (x, p, xDot, pDot) ->
                    -Math.sin(x) / 2 * p[0] * xDot + Math.cos(x) / 2 * pDot[0] + pDot[1]);
    add(
        "Implicit.solve(Equation<Double,double[]>, double, double[])",
        args(ofSeveral, 1.0, new double[] {.8, -.3}));
    FixedPoint<double[], double[]> several =
        FixedPoint.of(
                Space.DOUBLES,
                Space.DOUBLES,
                (x, p) -> new double[] {.5 * x[1] + p[0], .25 * x[0] * x[0] + p[1]},
                (double[] x, double[] p) ->
                    (Function<double[], double[][]>)
                        s -> new double[][] {{.5 * x[0] * s[1], .5 * s[0]}, s},
                g -> g[0],
                g -> g[1])
            .withJvp(
                (x, p, xDot, pDot) ->
                    new double[] {.5 * xDot[1] + pDot[0], .5 * x[0] * xDot[0] + pDot[1]});
    add(
        "Implicit.solve(Equation<double[],double[]>, double[], double[])",
        args(several, new double[2], new double[] {.4, -.7}));
    FixedPoint<double[], Double> fromOne =
        FixedPoint.of(
                Space.DOUBLES,
                Space.DOUBLE,
                (x, p) -> new double[] {.5 * x[1] + p, .25 * x[0] * p},
                (double[] x, Double p) ->
                    (Function<double[], double[][]>)
                        s ->
                            new double[][] {
                              {.25 * p * s[1], .5 * s[0]}, {s[0] + .25 * x[0] * s[1]}
                            },
                g -> g[0],
                g -> g[1][0])
            .withJvp(
                (x, p, xDot, pDot) ->
                    new double[] {.5 * xDot[1] + pDot, .25 * xDot[0] * p + .25 * x[0] * pDot});
    add(
        "Implicit.solve(Equation<double[],Double>, double[], double)",
        args(fromOne, new double[2], .4));
    FixedPoint<Tensor, Tensor> tensors =
        FixedPoint.of(
                Tensor.SPACE,
                Tensor.SPACE,
                (x, p) -> x.scale(.25f).plus(p.times(p)),
                (Tensor x, Tensor p) ->
                    (Function<Tensor, Tensor[]>)
                        s -> new Tensor[] {s.scale(.25f), s.times(p).scale(2)},
                g -> g[0],
                g -> g[1])
            .withJvp((x, p, xDot, pDot) -> xDot.scale(.25f).plus(p.times(pDot).scale(2)));
    Tensor start = Tensor.of(new float[2], 2);
    add("Implicit.solve(Equation<Tensor,Tensor>, Tensor, Tensor)", args(tensors, start, signed(2)));
  }

  /** Examples by {@link Operation#key}. */
  static Map<String, List<Object[]>> all() {
    Map<String, List<Object[]>> all = new OperationExamples().table;
    for (Examples family :
        List.of(
            new ConvolutionExamples(),
            new NormalizationExamples(),
            new LossExamples(),
            new AttentionExamples())) {
      all.putAll(family.table());
    }
    return all;
  }

  private void scalars() {
    for (String name : List.of("sigmoid", "relu", "softplus", "square")) {
      add("Scalars." + name + "(double)", args(0.7), args(-1.3));
      add("Scalars." + name + "(float)", args(0.7f), args(-1.3f));
    }
  }

  private void elementwise() {
    for (String name :
        List.of("relu", "tanh", "sigmoid", "softplus", "silu", "gelu", "softmax", "logSoftmax")) {
      add(
          "Activations." + name + "(Tensor)",
          args(signed(3)),
          args(signed(2, 3)),
          args(signed(2, 1)),
          args(signed(1, 2, 5)));
    }
    add("Activations.leakyRelu(Tensor, float)", args(signed(2, 3), 0.1f), args(signed(4), 0.3f));
    for (String name : List.of("exp", "square", "abs", "sin", "cos")) {
      add(
          "Elementwise." + name + "(Tensor)",
          args(signed(3)),
          args(signed(2, 1, 3)),
          args(signed()));
    }
    for (String name : List.of("log", "sqrt")) {
      add("Elementwise." + name + "(Tensor)", args(positive(3)), args(positive(2, 1, 3)));
    }
    for (String name : List.of("pow", "powSlope")) {
      add(
          "Elementwise." + name + "(Tensor, float)",
          args(positive(3), 2.5f),
          args(signed(2, 2), 3f),
          args(positive(2), -1f),
          args(signed(2, 2), 0f),
          args(signed(2, 2), 1f));
    }
    add(
        "ActivationGradients.reluGradient(Tensor, Tensor)",
        args(signed(3), signed(3)),
        args(signed(2, 3), signed(2, 3)));
    for (String name : List.of("tanhGradient", "sigmoidGradient", "softmaxGradient")) {
      add(
          "ActivationGradients." + name + "(Tensor, Tensor)",
          args(signed(3), signed(3)),
          args(signed(2, 3), signed(2, 3)),
          args(signed(2, 1), signed(2, 1)));
    }
    for (String name : List.of("copy", "negate")) {
      add("Tensor." + name + "()", args(signed(3)), args(signed(2, 1, 3)), args(signed()));
    }
    add("Tensor.scale(float)", args(signed(3), 1.5f), args(signed(2, 1), -0.5f));
    add("Tensor.shift(float)", args(signed(3), 1.5f), args(signed(2, 1), -0.5f));
    add("Tensor.scalar(float)", args(1.5f));
    add("Tensor.full(float, int[])", args(1.5f, ints(2, 3)), args(0.5f, ints()), args(2f, ints(1)));
    add("Tensor.item()", args(signed()), args(signed(1, 1)));
  }

  private void broadcasting() {
    for (String name : List.of("plus", "minus", "times")) {
      pairs("Tensor." + name + "(Tensor)", false);
    }
    pairs("Tensor.dividedBy(Tensor)", true);
    pairs("Elementwise.masked(Tensor, Tensor)", false);
    for (String name : List.of("maximum", "minimum")) {
      add(
          "Elementwise." + name + "(Tensor, Tensor)",
          args(of(new float[] {1, 2, 3}, 3), of(new float[] {1.4f, 0.5f, 2.2f}, 3)),
          args(of(new float[] {1, 2}, 2, 1), of(new float[] {1.4f, 0.5f, 2.2f}, 3)),
          args(of(new float[] {1.1f}), of(new float[] {1.4f, 0.5f, 2.2f, 3}, 2, 2)));
    }
  }

  private void pairs(String key, boolean positiveSecond) {
    int[][][] shapes = {
      {{3}, {3}},
      {{2, 3}, {3}},
      {{2, 1}, {1, 3}},
      {{}, {2, 2}},
      {{2, 1, 2}, {3, 1}},
      {{1, 1}, {2}},
      {{2, 3}, {2, 3}}
    };
    for (int[][] shape : shapes) {
      add(key, args(signed(shape[0]), positiveSecond ? positive(shape[1]) : signed(shape[1])));
      if (!Arrays.equals(shape[0], shape[1])) {
        add(key, args(signed(shape[1]), positiveSecond ? positive(shape[0]) : signed(shape[0])));
      }
    }
  }

  private void products() {
    add(
        "Tensor.matmul(Tensor)",
        args(signed(2, 3), signed(3, 4)),
        args(signed(1, 3), signed(3, 1)),
        args(signed(2, 2, 3), signed(2, 3, 2)),
        args(signed(2, 2, 3), signed(3, 2)),
        args(signed(2, 3), signed(2, 3, 2)),
        args(signed(2, 1, 2, 3), signed(3, 3, 2)));
    add(
        "Tensor.matmulTransposed(Tensor)",
        args(signed(2, 3), signed(4, 3)),
        args(signed(2, 2, 3), signed(2, 3)),
        args(signed(1, 2, 3), signed(2, 2, 3)));
    add(
        "Tensor.transposedMatmul(Tensor)",
        args(signed(3, 2), signed(3, 4)),
        args(signed(2, 3, 2), signed(3, 2)),
        args(signed(1, 3, 2), signed(2, 3, 2)));
    add("Tensor.dot(Tensor)", args(signed(4), signed(4)), args(signed(1), signed(1)));
  }

  private void reductions() {
    for (String name : List.of("norm", "sum", "mean")) {
      add("Tensor." + name + "()", args(signed(4)), args(signed(2, 3)), args(signed(1)));
    }
    for (String name : List.of("sumOver", "sumKeeping", "meanOver")) {
      add(
          "Tensor." + name + "(int[])",
          args(signed(2, 3), ints(0)),
          args(signed(2, 3), ints(-1)),
          args(signed(2, 3, 2), ints(0, 2)),
          args(signed(2, 1, 2), ints(1)),
          args(signed(3), ints(0)),
          args(signed(2, 3), ints(1, 0)));
    }
    Tensor distinct = of(new float[] {1, 5, 2, 4, 3, 6}, 2, 3);
    add("Tensor.maxOver(int)", args(distinct, 0), args(distinct, 1), args(distinct, -1));
  }

  private void shapes() {
    add("Tensor.transpose()", args(signed(2, 3)), args(signed(2, 1, 3)), args(signed(1, 1)));
    add("Tensor.swapAxes(int, int)", args(signed(2, 3, 4), 0, 2), args(signed(2, 3), 1, -2));
    add(
        "Tensor.permute(int[])",
        args(signed(2, 3, 4), ints(2, 0, 1)),
        args(signed(2, 3), ints(0, 1)));
    add(
        "Tensor.reshape(int[])",
        args(signed(2, 3), ints(3, 2)),
        args(signed(2, 3), ints(-1)),
        args(signed(4), ints(2, -1, 1)),
        args(signed(1), ints()));
    add(
        "Tensor.broadcastTo(int[])",
        args(signed(3), ints(2, 3)),
        args(signed(2, 1), ints(2, 3)),
        args(signed(), ints(2)),
        args(signed(2, 3), ints(2, 3)));
    add(
        "Tensor.sumTo(int[])",
        args(signed(2, 3), ints(3)),
        args(signed(2, 3), ints(2, 1)),
        args(signed(2, 3), ints()),
        args(signed(2, 3), ints(2, 3)));
  }

  private void indexing() {
    add(
        "Indexing.takeAlong(Tensor, int, int[])",
        args(signed(2, 3), 1, ints(2, 0)),
        args(signed(2, 3), 0, ints(1, 0, 1)),
        args(signed(4), 0, ints(3)));
    add(
        "Indexing.putAlong(Tensor, int, int[], int)",
        args(signed(2), 1, ints(2, 0), 3),
        args(signed(3), 0, ints(1, 0, 1), 2));
    add(
        "Indexing.takeRows(Tensor, int[])",
        args(signed(3, 2), ints(2, 0, 2, 1)),
        args(signed(3, 1), ints(1)));
    add(
        "Indexing.addRows(Tensor, int[], int)",
        args(signed(3, 2), ints(2, 0, 2), 4),
        args(signed(1, 2), ints(0), 1));
  }

  private void losses() {
    add(
        "Losses.crossEntropy(Tensor, int[])",
        args(signed(2, 3), ints(2, 0)),
        args(signed(1, 4), ints(3)));
    add(
        "Losses.crossEntropyGradient(Tensor, int[], float)",
        args(signed(2, 3), ints(2, 0), 1.5f),
        args(signed(1, 4), ints(3), 1f));
    for (String name : List.of("meanSquaredError", "binaryCrossEntropyWithLogits")) {
      add(
          "Losses." + name + "(Tensor, Tensor)",
          args(signed(3), positive(3)),
          args(signed(2, 3), positive(2, 3)),
          args(signed(1, 1), positive(1, 1)));
    }
  }

  private void add(String key, Object[]... examples) {
    table.computeIfAbsent(key, k -> new ArrayList<>()).addAll(List.of(examples));
  }

  private static Object[] args(Object... arguments) {
    return arguments;
  }

  private static int[] ints(int... values) {
    return values;
  }

  private static Tensor of(float[] elements, int... shape) {
    return Tensor.of(elements, shape);
  }

  /** Numbers of both signs, at least 0.3 away from 0. */
  private Tensor signed(int... shape) {
    return filled(true, shape);
  }

  /** Numbers from 0.5 to 1.7. */
  private Tensor positive(int... shape) {
    return filled(false, shape);
  }

  private Tensor filled(boolean signs, int... shape) {
    float[] data = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < data.length; i++) {
      float size = (signs ? 0.3f : 0.5f) + 1.2f * random.nextFloat();
      data[i] = signs && random.nextBoolean() ? -size : size;
    }
    return Tensor.of(data, shape);
  }
}
