package dev.adjoint.integration.fuzz;

import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A parameter of the differentiated method.
 *
 * @param kind what the grammar knows it as
 * @param isDifferentiable whether a gradient is asked for
 */
record Parameter(String kind, String type, String name, boolean isDifferentiable) {

  Node.Name asName() {
    return new Node.Name(kind, name);
  }

  String declaration() {
    return type + " " + name;
  }

  /**
   * A value at random.
   *
   * @param record makes a record of a name and components
   */
  Object value(Random random, BiFunction<String, Object[], Object> record) {
    return switch (type) {
      case "double" -> random.nextGaussian();
      case "float" -> (float) random.nextGaussian();
      case "int" -> random.nextInt(4);
      case "long" -> (long) random.nextInt(5);
      case "boolean" -> random.nextBoolean();
      case "String" -> new String[] {"low", "mid", "high", "other"}[random.nextInt(4)];
      case "double[]" -> vector(random, kind.equals("short") ? random.nextInt(3) : 4);
      case "float[]" -> {
        float[] result = new float[4];
        IntStream.range(0, 4).forEach(i -> result[i] = random.nextFloat() - 0.5f);
        yield result;
      }
      case "double[][]" -> matrix(random, random.nextInt(2));
      case "double[][][]" -> new double[][][] {matrix(random, 0), matrix(random, 1)};
      case "Pair" -> record.apply("Pair", pair(random));
      case "Model" ->
          record.apply(
              "Model",
              new Object[] {
                vector(random, 4),
                record.apply("Pair", pair(random)),
                random.nextGaussian(),
                random.nextInt(3)
              });
      case "Shape" -> shape(random, record, 2);
      case "Mode" -> record.apply("Mode", new Object[] {random.nextInt(3)});
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static Object shape(
      Random random, BiFunction<String, Object[], Object> record, int depth) {
    return switch (random.nextInt(depth > 0 ? 5 : 4)) {
      case 0 -> record.apply("Shape$Bare", new Object[0]);
      case 1 ->
          record.apply(
              "Shape$Box",
              new Object[] {random.nextGaussian(), random.nextGaussian(), random.nextInt(3)});
      case 2 -> record.apply("Shape$Walk", new Object[] {vector(random, 3)});
      case 4 ->
          record.apply(
              "Shape$Scaled",
              new Object[] {shape(random, record, depth - 1), random.nextGaussian()});
      default -> record.apply("Shape$Circle", new Object[] {random.nextGaussian()});
    };
  }

  private static Object[] pair(Random random) {
    return new Object[] {random.nextGaussian(), random.nextGaussian()};
  }

  private static double[] vector(Random random, int length) {
    return random.doubles(length, -1, 1).toArray();
  }

  /** Three rows, the second of which may be longer. */
  private static double[][] matrix(Random random, int more) {
    return Stream.of(0, 1, 0).map(i -> vector(random, 4 + i * more)).toArray(double[][]::new);
  }
}
