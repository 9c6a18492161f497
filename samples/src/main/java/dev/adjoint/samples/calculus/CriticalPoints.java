package dev.adjoint.samples.calculus;

import com.google.auto.service.AutoService;
import dev.adjoint.ValueAndHessian;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Finds critical points by Newton's method, and tells by the Hessian what they are. */
@AutoService(Sample.class)
@Command(
    name = "critical-points",
    description = "Minima, maxima and saddles, found by Newton's method and told by the Hessian.")
public final class CriticalPoints extends Sample {
  private static final int STEPS = 100;

  /** What the second-partial-derivative test says. */
  enum Sort {
    MINIMUM,
    MAXIMUM,
    SADDLE,
    UNDECIDED;

    String inWords() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A point where the gradient is zero.
   *
   * @param slope the size of the gradient there
   */
  record Point(double x, double y, double value, double slope, double[][] hessian) {
    /** The second-partial-derivative test. */
    Sort sort() {
      double determinant = hessian[0][0] * hessian[1][1] - hessian[0][1] * hessian[1][0];
      if (Math.abs(determinant) < 1e-6) {
        return Sort.UNDECIDED;
      } else if (determinant < 0) {
        return Sort.SADDLE;
      }
      return hessian[0][0] > 0 ? Sort.MINIMUM : Sort.MAXIMUM;
    }
  }

  /**
   * A function with a point to start from.
   *
   * @param at value, gradient and Hessian at a point
   */
  record Landscape(
      String name, double x, double y, Function<double[], ValueAndHessian<double[]>> at) {}

  static final List<Landscape> ALL =
      List.of(
          new Landscape("x² + xy + y² - 3x", 0, 0, LandscapesGrad::bowlHessian),
          new Landscape("xy", 1, -2, LandscapesGrad::saddleHessian),
          new Landscape("exp(-(x-1)² - 2y²)", 0.9, 0.1, LandscapesGrad::hillHessian),
          new Landscape("x⁴/4 - x²/2 + y²/2", 1.4, 0.5, LandscapesGrad::wellsHessian),
          new Landscape("x⁴/4 - x²/2 + y²/2", 0.2, 0.5, LandscapesGrad::wellsHessian),
          new Landscape("x² + y⁴", 1, 1, LandscapesGrad::troughHessian));

  @Override
  public List<String> rows() {
    return List.of("A7");
  }

  @Override
  protected void run(Report report) {
    List<Point> points = ALL.stream().map(CriticalPoints::find).toList();
    StringBuilder table =
        new StringBuilder(
            "%-22s %9s %9s %9s %12s  %s%n"
                .formatted("function", "x", "y", "value", "|gradient|", "is a"));
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      table.append(
          String.format(
              Locale.ROOT,
              "%-22s %9.5f %9.5f %9.5f %12.1e  %s%n",
              ALL.get(i).name(),
              point.x(),
              point.y(),
              point.value(),
              point.slope(),
              point.sort().inWords()));
    }
    report.excerpt("A7", "critical points, found by Newton's method", table.toString());
    report.result(
        "A7",
        "the critical point of z = xy is a",
        points.get(1).sort() == Sort.SADDLE,
        "%s",
        points.get(1).sort().inWords());
    Set<Sort> sorts =
        points.stream().map(Point::sort).collect(Collectors.toCollection(TreeSet::new));
    report.result(
        "A7",
        "kinds of critical points found",
        sorts.size() == Sort.values().length,
        "%s",
        sorts.stream().map(Sort::inWords).collect(Collectors.joining(", ")));
  }

  /** Newton's method for a zero of the gradient. */
  static Point find(Landscape landscape) {
    double[] p = {landscape.x(), landscape.y()};
    ValueAndHessian<double[]> at = landscape.at().apply(p);
    for (int step = 0; step < STEPS && slope(at) > 1e-14; step++) {
      double[][] h = at.hessian();
      double[] g = at.gradient();
      double determinant = h[0][0] * h[1][1] - h[0][1] * h[1][0];
      if (determinant == 0) {
        break;
      }
      p[0] -= (h[1][1] * g[0] - h[0][1] * g[1]) / determinant;
      p[1] -= (h[0][0] * g[1] - h[1][0] * g[0]) / determinant;
      at = landscape.at().apply(p);
    }
    return new Point(p[0], p[1], at.value(), slope(at), at.hessian());
  }

  private static double slope(ValueAndHessian<double[]> at) {
    return Math.hypot(at.gradient()[0], at.gradient()[1]);
  }
}
