package dev.adjoint.integration;

import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sums, means, norms, extrema and running sums. */
final class ReductionExamples extends Examples {
  ReductionExamples() {
    ofTensor();
    overAxes();
    ofAll();
    extrema();
    cumulative();
    gradients();
  }

  private void ofTensor() {
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
    for (String name : List.of("maxOver", "argmaxOver")) {
      add("Tensor." + name + "(int)", args(distinct, 0), args(distinct, 1), args(distinct, -1));
    }
  }

  private void overAxes() {
    axes("Reductions.meanKeeping(Tensor, int[])");
    for (String kind : List.of("Over", "Keeping")) {
      axes("Reductions.prod" + kind + "(Tensor, int[])");
      axes("Reductions.logSumExp" + kind + "(Tensor, int[])");
      axes("Reductions.var" + kind + "(Tensor, int, int[])", 0);
      axes("Reductions.std" + kind + "(Tensor, int, int[])", 0);
      String norm = "Reductions.norm" + kind + "(Tensor, float, int[])";
      for (float p : new float[] {0, 1, 1.5f, 2, 3}) {
        axes(norm, p);
      }
      Tensor distinct = of(new float[] {1, -5, 2, 4, 3, -6}, 2, 3);
      add(norm, args(distinct, Float.POSITIVE_INFINITY, ints(1)));
    }
    add("Reductions.varOver(Tensor, int, int[])", args(signed(2, 3), 1, ints(1)));
    add("Reductions.stdOver(Tensor, int, int[])", args(signed(2, 3), 1, ints(1)));
  }

  /** Examples over one axis and several, with options between the tensor and the axes. */
  private void axes(String key, Object... options) {
    boolean isDeviation = key.contains(".std");
    of(key, signed(2, 3), options, 0);
    of(key, signed(2, 3), options, -1);
    of(key, signed(2, 3, 2), options, 0, 2);
    of(key, signed(2, 3, 2), options, 1);
    of(key, signed(3), options, 0);
    of(key, signed(2, 3), options, 1, 0);
    if (!isDeviation) {
      of(key, signed(2, 1, 2), options, 1);
    }
  }

  private void of(String key, Tensor x, Object[] options, int... axes) {
    List<Object> example = new ArrayList<>(List.of(x));
    example.addAll(Arrays.asList(options));
    example.add(axes);
    add(key, new Object[][] {example.toArray()});
  }

  private void ofAll() {
    for (String name : List.of("prod", "logSumExp")) {
      add("Reductions." + name + "(Tensor)", args(signed(3)), args(signed(2, 3)), args(signed()));
    }
    for (String name : List.of("var", "std")) {
      add("Reductions." + name + "(Tensor, int)", args(signed(3), 0), args(signed(2, 3), 1));
    }
    add(
        "Reductions.norm(Tensor, float)",
        args(signed(3), 1f),
        args(signed(2, 3), 2f),
        args(signed(2, 3), 3f));
  }

  private void extrema() {
    Tensor distinct = of(new float[] {1, 5, 2, 4, 3, 6}, 2, 3);
    for (String name : List.of("amaxOver", "amaxKeeping", "aminOver", "aminKeeping")) {
      for (int[] axes : new int[][] {{0}, {-1}, {0, 1}}) {
        add("Extrema." + name + "(Tensor, int[])", args(distinct, axes));
      }
      add("Extrema." + name + "(Tensor, int[])", args(distinct.reshape(1, 3, 2), ints(0, 2)));
    }
    for (String name : List.of("max", "min", "argmax", "argmin")) {
      add("Extrema." + name + "(Tensor)", args(distinct), args(of(new float[] {2})));
    }
    for (String name : List.of("minOver", "argminOver")) {
      add("Extrema." + name + "(Tensor, int)", args(distinct, 0), args(distinct, -1));
    }
  }

  private void cumulative() {
    for (String name : List.of("cumsum", "cumsumFromEnd", "cumprod")) {
      add(
          "Cumulative." + name + "(Tensor, int)",
          args(signed(4), 0),
          args(signed(2, 3), 0),
          args(signed(2, 3, 2), 1),
          args(signed(2, 3), -1));
    }
    for (String name : List.of("cumprodGradient", "cumprodTangent")) {
      add(
          "Cumulative." + name + "(Tensor, Tensor, int)",
          args(signed(4), signed(4), 0),
          args(signed(2, 3, 2), signed(2, 3, 2), 1),
          args(signed(2, 3), signed(2, 3), -1));
    }
  }

  private void gradients() {
    axes("ReductionGradients.productsOfOthers(Tensor, int[])");
    axes("ReductionGradients.expShares(Tensor, int[])");
    add(
        "ReductionGradients.productsOfOthers(Tensor, int[])",
        args(of(new float[] {2, 0, 3, 0, 5, 0}, 2, 3), ints(1)));
    add(
        "ReductionGradients.shares(Tensor, Tensor, int[])",
        args(signed(2, 3), signed(2, 1), ints(1)));
    for (float p : new float[] {0, 1, 1.5f, 2, 3}) {
      add(
          "ReductionGradients.normSlope(Tensor, Tensor, float)",
          args(signed(2, 3), positive(2, 1), p),
          args(signed(3), positive(1), p));
    }
  }
}
