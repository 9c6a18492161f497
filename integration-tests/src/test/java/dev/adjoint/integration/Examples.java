package dev.adjoint.integration;

import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A table of arguments by {@link Operation#key}; each family of operations fills one. */
abstract class Examples {
  private final Random random = new Random(17);
  private final Map<String, List<Object[]>> table = new LinkedHashMap<>();

  final Map<String, List<Object[]>> table() {
    return table;
  }

  /**
   * Examples of an operation of two tensors that broadcasts.
   *
   * @param more what the operation takes besides
   */
  final void pairs(String key, boolean positiveSecond, Object... more) {
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
      pair(key, shape[0], shape[1], positiveSecond, more);
      if (!Arrays.equals(shape[0], shape[1])) {
        pair(key, shape[1], shape[0], positiveSecond, more);
      }
    }
  }

  private void pair(String key, int[] a, int[] b, boolean positiveSecond, Object... more) {
    List<Object> example = new ArrayList<>();
    example.add(signed(a));
    example.add(positiveSecond ? positive(b) : signed(b));
    example.addAll(List.of(more));
    add(key, new Object[][] {example.toArray()});
  }

  final void add(String key, Object[]... examples) {
    table.computeIfAbsent(key, k -> new ArrayList<>()).addAll(List.of(examples));
  }

  static Object[] args(Object... arguments) {
    return arguments;
  }

  /** Arguments and more of them. */
  static Object[] with(Object[] first, Object... more) {
    Object[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  static int[] ints(int... values) {
    return values;
  }

  static Tensor of(float[] elements, int... shape) {
    return Tensor.of(elements, shape);
  }

  /** Numbers of both signs, at least 0.3 away from 0. */
  final Tensor signed(int... shape) {
    return filled(true, shape);
  }

  /** Numbers from 0.5 to 1.7. */
  final Tensor positive(int... shape) {
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
