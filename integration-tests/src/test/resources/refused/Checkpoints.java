import dev.adjoint.annotations.*;
import java.util.Random;

class Checkpoints {
  @Differentiable
  static double onNoLoop(double x) {
    // ERROR ADJ-CHECKPOINT-01: @Checkpoint on y, which is no variable of a for loop, has nothing to run again; put it on the variable of a loop
    @Checkpoint double y = x * x;
    return y;
  }

  @Differentiable
  static double backwards(double x) {
    double s = x;
    // ERROR ADJ-CHECKPOINT-02: @Checkpoint(every = -1) is no number of trips; write 1 or more, or leave it out
    for (@Checkpoint(every = -1) int i = 0; i < 3; i++) {
      s *= x;
    }
    return s;
  }

  @Differentiable(wrt = "x")
  static double noise(double x, Random random) {
    double s = x;
    for (@Checkpoint int i = 0; i < 3; i++) {
      // ERROR ADJ-CHECKPOINT-03: Random.nextDouble may not give the same when it is run again by the @Checkpoint in line 25; call it before, and keep what it gives in a variable or an array
      s *= x + random.nextDouble();
    }
    return s;
  }

  @NonDifferentiable
  static int countedCalls() {
    return 1;
  }

  @Differentiable
  static double constant(double x) {
    double s = x;
    for (@Checkpoint int i = 0; i < 3; i++) {
      // ERROR ADJ-CHECKPOINT-03: Checkpoints.countedCalls may not give the same
      s = Math.sin(s) * countedCalls();
    }
    return s;
  }

  @Differentiable
  static double rows(double[] x) {
    double[][] m = new double[2][];
    m[0] = x;
    m[1] = x.clone();
    for (@Checkpoint int i = 0; i < 3; i++) {
      double[] row = m[0];
      // ERROR ADJ-CHECKPOINT-04: the arrays in "m", which the @Checkpoint in line 52 would have to set back, cannot be; copy the elements of the row
      m[0] = m[1];
      // ERROR ADJ-CHECKPOINT-04: the arrays in "m", which
      m[1] = row;
      m[0][0] *= m[1][0];
    }
    return m[0][0];
  }
}
