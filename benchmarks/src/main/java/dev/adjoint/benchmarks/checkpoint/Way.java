package dev.adjoint.benchmarks.checkpoint;

import java.util.function.BiFunction;

/** Ways to differentiate the same loop. */
enum Way {
  VALUE("the method itself", Burgers::kept, Burgers::kept),
  KEPT("no checkpoint", (u, n) -> BurgersGrad.kept(u, n), BurgersGrad::keptPullback),
  IN_BLOCKS("@Checkpoint", (u, n) -> BurgersGrad.inBlocks(u, n), BurgersGrad::inBlocksPullback),
  EACH_STEP(
      "@Checkpoint(every = 1)",
      (u, n) -> BurgersGrad.eachStep(u, n),
      BurgersGrad::eachStepPullback);

  private final String title;
  private final BiFunction<double[], Integer, Object> gradient;
  private final BiFunction<double[], Integer, Object> pullback;

  Way(
      String title,
      BiFunction<double[], Integer, Object> gradient,
      BiFunction<double[], Integer, Object> pullback) {
    this.title = title;
    this.gradient = gradient;
    this.pullback = pullback;
  }

  String title() {
    return title;
  }

  /** The value, and but for the method itself the gradient. */
  Object gradient(double[] start, int steps) {
    return gradient.apply(start, steps);
  }

  /** What holds on to all that the backward sweep needs. */
  Object pullback(double[] start, int steps) {
    return pullback.apply(start, steps);
  }

  /** A smooth wave. */
  static double[] start(int cells) {
    double[] u = new double[cells];
    for (int j = 0; j < cells; j++) {
      u[j] = 1 + 0.5 * Math.sin(2 * Math.PI * j / cells);
    }
    return u;
  }

  /** Runs a gradient in a heap that may be too small: for a process of its own. */
  public static void main(String[] args) {
    valueOf(args[0]).gradient(start(Integer.parseInt(args[1])), Integer.parseInt(args[2]));
  }
}
