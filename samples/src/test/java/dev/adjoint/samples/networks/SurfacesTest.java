package dev.adjoint.samples.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SurfacesTest {
  @Test
  void theConvexLossHasOneMinimumAndAHessianThatIsPositive() {
    List<Descent> descents = Surfaces.convex();
    assertThat(descents.get(0).lastX()).isCloseTo(descents.get(1).lastX(), within(1e-6));
    for (double w = -3; w <= 5; w += 0.5) {
      for (double b = -3; b <= 3; b += 0.5) {
        double[][] h = LandscapeGrad.logisticHessian(new double[] {w, b}).hessian();
        assertThat(h[0][0]).isPositive();
        assertThat(h[0][0] * h[1][1] - h[0][1] * h[1][0]).isPositive();
      }
    }
  }

  @Test
  void theSaddleHasNoSlopeAndTwoSigns() {
    var at = LandscapeGrad.hiddenHessian(new double[2]);
    assertThat(at.gradient()).containsExactly(0, 0);
    double[][] h = at.hessian();
    assertThat(h[0][0] * h[1][1] - h[0][1] * h[1][0]).isNegative();
    List<Descent> descents = Surfaces.saddle();
    assertThat(descents.get(0).lastX() * descents.get(1).lastX()).isNegative();
  }

  @Test
  void someRestartsFindTheBestValleyAndSomeDoNot() {
    List<Descent> restarts = Surfaces.restarts(1);
    assertThat(restarts.get(0).loss()).isLessThan(1e-6);
    assertThat(restarts.get(restarts.size() - 1).loss()).isGreaterThan(0.1);
  }

  @Test
  void thePlateauIsFlatAndHigh() {
    Descent flat = Surfaces.plateau();
    double[] gradient = LandscapeGrad.saturated(new double[] {flat.x()[0], flat.y()[0]}).gradient();
    assertThat(Math.hypot(gradient[0], gradient[1])).isLessThan(0.02);
    assertThat(flat.loss()).isGreaterThan(0.3);
  }
}
