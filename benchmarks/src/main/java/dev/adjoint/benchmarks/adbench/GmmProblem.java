package dev.adjoint.benchmarks.adbench;

import dev.adjoint.ValueAndGradient;
import java.util.Random;

/** A Gaussian mixture with data. */
record GmmProblem(
    String name,
    double[] alphas,
    double[] means,
    double[] icf,
    double[] x,
    double gamma,
    int m,
    double constant,
    double expectedValue,
    double[] expectedGradient)
    implements Problem {
  /** ADBench writes it with twelve digits. */
  private static final double PI = 3.14159265359;

  static GmmProblem read(String name) {
    Numbers file = Numbers.of(name + ".txt");
    int d = file.integer();
    int k = file.integer();
    int n = file.integer();
    double[] alphas = file.take(k);
    double[] means = file.take(k * d);
    double[] icf = file.take(k * d * (d + 1) / 2);
    double[] x = file.take(n * d);
    double gamma = file.number();
    int m = file.integer();
    return new GmmProblem(
        name,
        alphas,
        means,
        icf,
        x,
        gamma,
        m,
        constant(d, k, n, gamma, m),
        Numbers.of(name + ".F.txt").number(),
        Numbers.of(name + ".J.txt").rest());
  }

  /** One made of random numbers, with no reference. */
  static GmmProblem random(int d, int k, int n) {
    Random random = new Random(42);
    return new GmmProblem(
        "gmm_d" + d + "_K" + k,
        random.doubles(k, -1, 1).toArray(),
        random.doubles((long) k * d).toArray(),
        random.doubles((long) k * d * (d + 1) / 2, -.3, .3).toArray(),
        random.doubles((long) n * d, -1, 1).toArray(),
        1,
        0,
        constant(d, k, n, 1, 0),
        Double.NaN,
        new double[0]);
  }

  private static double constant(int d, int k, int n, double gamma, int m) {
    int freedom = d + m + 1;
    double logs = 0.25 * d * (d - 1) * Math.log(PI);
    for (int j = 1; j <= d; j++) {
      logs += logGamma(freedom + 1 - j);
    }
    double wishart = freedom * d * (Math.log(gamma) - 0.5 * Math.log(2)) - logs;
    return -n * d * 0.5 * Math.log(2 * PI) - k * wishart;
  }

  /** The logarithm of the gamma function at half of a positive whole number. */
  private static double logGamma(int twice) {
    double log = twice % 2 == 0 ? 0 : 0.5 * Math.log(Math.PI);
    for (int at = twice - 2; at > 0; at -= 2) {
      log += Math.log(at / 2.0);
    }
    return log;
  }

  @Override
  public double objective() {
    return Gmm.objective(alphas, means, icf, x, gamma, m, constant);
  }

  @Override
  public ValueAndGradient<?> generated() {
    return GmmGrad.objective(alphas, means, icf, x, gamma, m, constant);
  }

  @Override
  public ValueAndGradient<?> byHand() {
    return GmmByHand.gradient(alphas, means, icf, x, gamma, m, constant);
  }
}
