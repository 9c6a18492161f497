package dev.adjoint.integration.fuzz;

import dev.adjoint.Workspace;
import dev.adjoint.integration.GradientCheck;
import dev.adjoint.integration.Subject;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks a compiled program over tensors at a number of points: it runs twice, and in forward mode
 * and as a computation graph if there is that, in memory that is NaN as soon as it is given back;
 * then its gradient is compared with the one that is compiled without analyses, and with
 * differences.
 */
final class TensorOracle {
  private static final int POINTS = 3;

  /** By how much a point moves to tell what rounding does to the gradient. */
  private static final double ROUNDING = 1e-6;

  /** A gradient that rounding changes by more is not compared. */
  private static final double ERRATIC = 1e-4;

  /** Values and derivatives that are no longer compared. */
  private static final double STEEP = 1e4;

  /** How close gradients come that rounding hardly changes. */
  private static final double CLOSE = 2e-5;

  /** How many points nearby must tell the same before differences are believed. */
  private static final int WITNESSES = 2;

  private final Program program;
  private final Subject subject;

  /** The same without analyses. */
  private final Subject plain;

  /** At how many points differences told at least half of the gradient. */
  private int compared;

  /** How many numbers of the last gradient they told. */
  private int known;

  private TensorOracle(Program program, String className, ClassLoader loader, ClassLoader other) {
    this.program = program;
    this.subject = new Subject(loader, className, "f");
    this.plain = new Subject(other, className, "f");
  }

  static Outcome check(
      Program program, String className, ClassLoader loader, @Nullable ClassLoader other) {
    try {
      return new TensorOracle(program, className, loader, other == null ? loader : other).check();
    } catch (LinkageError e) {
      return Outcome.failed(
          program, new Failure(Failure.Kind.CRASH, e.getClass().getName(), e.toString()));
    }
  }

  private Outcome check() {
    for (int i = 0; i < POINTS; i++) {
      long seed = program.seed() * 31 + i;
      Object[] arguments = Arguments.of(program, subject, seed);
      Object[] others = Arguments.of(program, plain, seed);
      // Memory of its own, whose arrays of all lengths are used again.
      Failure failure = new Workspace(1).use(() -> check(arguments, others));
      if (failure != null) {
        String at = "\nat " + Arrays.deepToString(arguments).replace('\n', ' ');
        return Outcome.failed(
            program, new Failure(failure.kind(), failure.signature(), failure.detail() + at));
      }
    }
    return Outcome.passed(program, compared, POINTS - compared);
  }

  private @Nullable Failure check(Object[] arguments, Object[] others) {
    List<String> wrt = program.chosen();
    GradientCheck check;
    try {
      check = new GradientCheck(subject, wrt, arguments);
    } catch (RuntimeException | AssertionError e) {
      return null; // What the method throws is nobody's fault.
    }
    try {
      double[] gradient = check.gradient();
      double rounding = rounding(check, gradient);
      if (!isModerate(check.value()) || check.overflows() || !(rounding < ERRATIC)) {
        return null;
      }
      double tolerance = Math.max(CLOSE, 20 * rounding);
      check.runs(tolerance);
      check.matchesGraph(tolerance);
      GradientCheck reference = new GradientCheck(plain, wrt, others);
      GradientCheck.assertClose(
          "gradient without analyses", gradient, reference.gradient(), tolerance);
      checkDifferences(check);
      return null;
    } catch (RuntimeException | AssertionError e) {
      return Failure.of(e);
    }
  }

  private static boolean isModerate(double[] values) {
    return Arrays.stream(values).allMatch(value -> Math.abs(value) < STEEP);
  }

  /** How much the gradient changes nearby; infinite if it cannot be told. */
  private static double rounding(GradientCheck check, double[] gradient) {
    double most = 0;
    for (double by : new double[] {ROUNDING, -1.5 * ROUNDING}) {
      double[] beside;
      try {
        beside = check.moved(by).gradient();
      } catch (RuntimeException | AssertionError e) {
        return Double.POSITIVE_INFINITY; // The method throws nearby.
      }
      if (beside.length != gradient.length) {
        return Double.POSITIVE_INFINITY;
      }
      for (int i = 0; i < gradient.length; i++) {
        double change = Math.abs(beside[i] - gradient[i]);
        // What is no number here and there is to be told, and not to be passed over.
        if (Double.isFinite(change)) {
          most = Math.max(most, change / Math.max(1, Math.abs(gradient[i])));
        }
      }
    }
    return most;
  }

  private void checkDifferences(GradientCheck check) {
    String wrong = excluded(check);
    if (2 * known >= check.point().length) {
      compared++;
    }
    for (int i = 1; i <= WITNESSES && !wrong.isEmpty(); i++) {
      // A kink, or a step between the coordinates of the differences, is not there nearby.
      try {
        wrong = excluded(check.moved(0.007 * i));
      } catch (RuntimeException e) {
        return; // The method throws nearby.
      }
    }
    if (!wrong.isEmpty()) {
      throw new AssertionError("gradient against finite differences: " + wrong);
    }
  }

  /** What differences say against the gradient; empty if nothing. */
  private String excluded(GradientCheck check) {
    double[] point = check.point();
    known = 0;
    double[] gradient = check.gradient();
    FloatDifferences differences = new FloatDifferences(check::weightedAt, point);
    for (int i = 0; i < point.length; i++) {
      FloatDifferences.Estimate estimate;
      try {
        estimate = differences.along(i);
      } catch (RuntimeException e) {
        continue; // The method throws nearby.
      }
      known += estimate.isKnown() ? 1 : 0;
      if (estimate.excludes(gradient[i])) {
        return "number %d of %s: %s".formatted(i, Arrays.toString(gradient), estimate);
      }
    }
    return "";
  }
}
