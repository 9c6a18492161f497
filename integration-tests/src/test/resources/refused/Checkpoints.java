import dev.adjoint.annotations.*;

class Checkpoints {
  @Differentiable
  static double onNoLoop(double x) {
    // ERROR ADJ-CHECKPOINT-01: @Checkpoint on y, which is no variable of a for loop, has nothing to run again; put it on the variable of a loop, or on a method
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
}
