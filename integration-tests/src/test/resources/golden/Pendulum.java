// javac -Aadjoint.methodSize=300
import dev.adjoint.annotations.*;

class Pendulum {
  /** The energy of a pendulum after some steps. */
  @Differentiable
  static double energy(double[] start, double mass, double length, int steps) {
    double angle = start[0];
    double speed = start[1];
    double lost = 0;
    for (int i = 0; i < steps; i++) {
      double force = -mass * Math.sin(angle) / length;
      double drag = 0.1 * speed * speed;
      if (speed > 0) {
        force -= drag;
      } else {
        force += drag;
      }
      speed += 0.01 * force;
      angle += 0.01 * speed;
      lost += Math.abs(drag * speed);
    }
    return 0.5 * mass * speed * speed - mass * Math.cos(angle) + lost;
  }
}
