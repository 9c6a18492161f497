package dev.adjoint.integration;

import dev.adjoint.Space;
import dev.adjoint.implicit.FixedPoint;
import dev.adjoint.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Where each operation of the runtime is tested: arguments of several shapes, inside of the domain
 * and away from kinks. A new operation needs a line here.
 */
public final class OperationExamples extends Examples {
  private OperationExamples() {
    scalars();
    elementwise();
    broadcasting();
    products();
    shapes();
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
  public static Map<String, List<Object[]>> all() {
    Map<String, List<Object[]>> all = new LinkedHashMap<>();
    for (Examples family :
        List.of(
            new OperationExamples(),
            new ElementwiseExamples(),
            new ActivationExamples(),
            new ReductionExamples(),
            new ShapingExamples(),
            new IndexingExamples(),
            new LinearAlgebraExamples(),
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
}
