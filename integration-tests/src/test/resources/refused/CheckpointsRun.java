import dev.adjoint.annotations.*;
import java.util.Random;

class CheckpointsRun {
  @Differentiable(wrt = "x")
  static double noise(double x, Random random) {
    double s = x;
    for (@Checkpoint int i = 0; i < 3; i++) {
      // ERROR ADJ-CHECKPOINT-03: Random.nextDouble may not give the same when it is run again by the @Checkpoint in line 8; call it before, and keep what it gives in a variable or an array
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
      // ERROR ADJ-CHECKPOINT-03: CheckpointsRun.countedCalls may not give the same
      s = Math.sin(s) * countedCalls();
    }
    return s;
  }

  @Differentiable
  static double rows(double[] x) {
    double[][] m = new double[2][];
    m[0] = x.clone();
    m[1] = x.clone();
    for (@Checkpoint int i = 0; i < 3; i++) {
      double[] row = m[0];
      // ERROR ADJ-CHECKPOINT-04: the arrays in "m", which the @Checkpoint in line 35 would have to set back, cannot be; copy the elements of the row
      m[0] = m[1];
      // ERROR ADJ-CHECKPOINT-04: the arrays in "m", which
      m[1] = row;
      m[0][0] *= m[1][0];
    }
    return m[0][0];
  }

  @Checkpoint
  static double drawn(double x, Random random) {
    // ERROR ADJ-CHECKPOINT-03: Random.nextDouble may not give the same when it is run again by the @Checkpoint in line 46
    return x * random.nextDouble();
  }

  @Differentiable(wrt = "x")
  static double calls(double x, Random random) {
    return drawn(x, random) * x;
  }

  @Checkpoint
  @Differentiable(wrt = "x")
  static double whole(double x, Random random) {
    // ERROR ADJ-CHECKPOINT-03: Random.nextDouble may not give the same when it is run again by the pullback of whole
    return x * random.nextDouble();
  }

  @Differentiable(wrt = "x", mutates = "x")
  static double inPlace(double[] x, Random random) {
    // ERROR ADJ-CHECKPOINT-03: Random.nextDouble may not give the same when it is run again by the pullback of inPlace
    x[0] *= random.nextDouble();
    return x[0];
  }
}
