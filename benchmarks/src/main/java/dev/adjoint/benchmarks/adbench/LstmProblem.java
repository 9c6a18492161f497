package dev.adjoint.benchmarks.adbench;

import dev.adjoint.ValueAndGradient;

/** A recurrent network with a text. */
record LstmProblem(
    String name,
    double[] main,
    double[] extra,
    double[] state,
    double[] sequence,
    double expectedValue,
    double[] expectedGradient)
    implements Problem {
  static LstmProblem read(String name) {
    Numbers file = Numbers.of(name + ".txt");
    int layers = file.integer();
    int characters = file.integer();
    int bits = file.integer();
    return new LstmProblem(
        name,
        file.take(8 * layers * bits),
        file.take(3 * bits),
        file.take(2 * layers * bits),
        file.take(characters * bits),
        Numbers.of(name + ".F.txt").number(),
        Numbers.of(name + ".J.txt").rest());
  }

  @Override
  public double objective() {
    return Lstm.objective(main, extra, state, sequence);
  }

  @Override
  public ValueAndGradient<?> generated() {
    return LstmGrad.objective(main, extra, state, sequence);
  }

  @Override
  public ValueAndGradient<?> byHand() {
    return LstmByHand.gradient(main, extra, state, sequence);
  }
}
