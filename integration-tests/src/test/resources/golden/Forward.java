import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.tensor.Tensor;

/** What forward mode looks like: numbers, arrays written in place, records, tensors. */
class Forward {
  @Differentiable
  record Body(double x, double speed, String name) {}

  @Differentiable(modes = Mode.JVP)
  static double fall(double[] heights, double drag) {
    double[] h = heights.clone();
    double energy = 0;
    for (int i = 0; i < h.length; i++) {
      h[i] = h[i] * Math.exp(-drag * i);
      energy += h[i] / (1 + drag);
    }
    return energy > 1 ? Math.log(energy) : energy * energy;
  }

  @Differentiable(wrt = "body", modes = Mode.JVP)
  static Body step(Body body, double dt) {
    double speed = body.speed() - dt * Math.sin(body.x());
    return new Body(body.x() + dt * speed, speed, body.name());
  }

  @Differentiable(wrt = {"w", "b"}, modes = Mode.JVP)
  static float loss(Tensor x, Tensor w, Tensor b) {
    return x.matmul(w).plus(b).sum();
  }
}
