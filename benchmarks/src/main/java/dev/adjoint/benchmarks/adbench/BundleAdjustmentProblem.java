package dev.adjoint.benchmarks.adbench;

import dev.adjoint.ValueAndGradient;
import java.util.Arrays;
import java.util.Random;

/** A bundle adjustment with data. */
record BundleAdjustmentProblem(
    String name,
    double[] cameras,
    double[] points,
    double[] weights,
    int[] camera,
    int[] point,
    double[] features,
    double expectedValue,
    double[] expectedGradient,
    double expectedSum)
    implements Problem {
  private static final int CAMERA = BundleAdjustment.CAMERA;

  static BundleAdjustmentProblem read(String name) {
    Numbers file = Numbers.of(name + ".txt");
    int n = file.integer();
    int m = file.integer();
    int p = file.integer();
    Numbers values = Numbers.of(name + ".F.txt");
    values.take(3);
    double[] head = Numbers.of(name + ".ssqGradHead.txt").rest();
    return new BundleAdjustmentProblem(
        name,
        repeat(file.take(CAMERA), n),
        repeat(file.take(3), m),
        repeat(file.take(1), p),
        numbers(p, n),
        numbers(p, m),
        repeat(file.take(2), p),
        values.number(),
        Arrays.copyOf(head, head.length - 1),
        head[head.length - 1]);
  }

  /** The same with all numbers different, so that none can be taken for another. */
  BundleAdjustmentProblem perturbed(int observations) {
    Random random = new Random(7);
    return new BundleAdjustmentProblem(
        name + " perturbed",
        perturbed(cameras, random),
        perturbed(points, random),
        perturbed(Arrays.copyOf(weights, observations), random),
        Arrays.copyOf(camera, observations),
        Arrays.copyOf(point, observations),
        perturbed(Arrays.copyOf(features, 2 * observations), random),
        Double.NaN,
        new double[0],
        Double.NaN);
  }

  private static double[] perturbed(double[] numbers, Random random) {
    return Arrays.stream(numbers).map(x -> x * (0.9 + 0.2 * random.nextDouble())).toArray();
  }

  private static double[] repeat(double[] part, int times) {
    double[] result = new double[part.length * times];
    Arrays.setAll(result, i -> part[i % part.length]);
    return result;
  }

  private static int[] numbers(int count, int below) {
    int[] result = new int[count];
    Arrays.setAll(result, i -> i % below);
    return result;
  }

  /** The first and the last camera, the first point and the first weight. */
  @Override
  public double[] known(double[] gradient) {
    int last = cameras.length - CAMERA;
    double[] result = new double[2 * CAMERA + 4];
    System.arraycopy(gradient, 0, result, 0, CAMERA);
    System.arraycopy(gradient, last, result, CAMERA, CAMERA);
    System.arraycopy(gradient, cameras.length, result, 2 * CAMERA, 3);
    result[2 * CAMERA + 3] = gradient[cameras.length + points.length];
    return result;
  }

  @Override
  public double objective() {
    return BundleAdjustment.objective(cameras, points, weights, camera, point, features);
  }

  @Override
  public ValueAndGradient<?> generated() {
    return BundleAdjustmentGrad.objective(cameras, points, weights, camera, point, features);
  }

  @Override
  public ValueAndGradient<?> byHand() {
    return BundleAdjustmentByHand.gradient(cameras, points, weights, camera, point, features);
  }
}
