package dev.adjoint.samples.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.samples.calculus.CriticalPoints.Point;
import dev.adjoint.samples.calculus.CriticalPoints.Sort;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriticalPointsTest {
  @Test
  void criticalPointsAreClassified() {
    List<Point> points = CriticalPoints.ALL.stream().map(CriticalPoints::find).toList();
    assertThat(points)
        .extracting(Point::sort)
        .containsExactly(
            Sort.MINIMUM, Sort.SADDLE, Sort.MAXIMUM, Sort.MINIMUM, Sort.SADDLE, Sort.UNDECIDED);
    assertThat(points).allSatisfy(point -> assertThat(point.slope()).isLessThan(1e-12));
    assertThat(points.get(0).x()).isCloseTo(2, within(1e-12));
    assertThat(points.get(0).y()).isCloseTo(-1, within(1e-12));
    assertThat(points.get(3).value()).isCloseTo(-.25, within(1e-12));
  }
}
