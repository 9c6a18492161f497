package dev.adjoint.integration.fuzz;

import dev.adjoint.integration.GradientCheck;
import dev.adjoint.integration.Numbers;
import dev.adjoint.integration.Subject;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a compiled program with finite differences at a number of points. */
final class Oracle {
  private static final int POINTS = 3;

  /** Where differences of a program in single precision must lie. */
  private static final double SINGLE_BOUND = 2e-3;

  private final Program program;
  private final Subject subject;

  /** Derivatives that are no longer compared, as they are too great for differences. */
  private static final double STEEP = 1e4;

  /** The same program in double precision, which differences are taken of; null if it is itself. */
  private final @Nullable Subject wide;

  private int compared;

  private Oracle(Program program, ClassLoader loader, String className, boolean hasWide) {
    this.program = program;
    this.subject = new Subject(loader, className, "f");
    this.wide =
        hasWide ? new Subject(loader, className + "Wide", "f", className + "Grad", "f") : null;
  }

  /** Runs a program; a class name with {@code Wide} is the same in double precision, if there. */
  static Outcome check(Program program, ClassLoader loader, String className, boolean hasWide) {
    try {
      return new Oracle(program, loader, className, hasWide).check();
    } catch (LinkageError e) {
      return Outcome.failed(
          program, new Failure(Failure.Kind.CRASH, e.getClass().getName(), e.toString()));
    }
  }

  private Outcome check() {
    for (int i = 0; i < POINTS; i++) {
      Object[] arguments = Arguments.of(program, subject, program.seed() * 31 + i);
      Failure failure = check(arguments);
      if (failure != null) {
        String at = "at " + Arrays.deepToString(arguments) + ": ";
        return Outcome.failed(
            program, new Failure(failure.kind(), failure.signature(), at + failure.detail()));
      }
    }
    return Outcome.passed(program, compared, POINTS - compared);
  }

  private @Nullable Failure check(Object[] arguments) {
    List<String> wrt = program.chosen();
    GradientCheck check;
    GradientCheck reference;
    try {
      check = new GradientCheck(subject, wrt, arguments);
      reference = wide == null ? check : new GradientCheck(wide, wrt, widened(arguments));
    } catch (RuntimeException | AssertionError e) {
      return null; // What the method throws is nobody's fault.
    }
    try {
      double[] expected = smooth(arguments, reference);
      if (expected == null) {
        subject.pullback(arguments);
        return null;
      }
      check.runs();
      if (check.overflows() || isErratic(check)) {
        return null;
      }
      compared++;
      double bound = wide == null ? check.differenceBound() : SINGLE_BOUND;
      GradientCheck.assertClose(
          "gradient against finite differences", check.gradient(), expected, bound);
      return null;
    } catch (RuntimeException | AssertionError e) {
      return Failure.of(e);
    }
  }

  /** Finite differences, or null near a kink, a jump, or a number that is not finite. */
  private double @Nullable [] smooth(Object[] arguments, GradientCheck reference) {
    double[] value = Numbers.flatten(subject.value(arguments));
    if (wide != null) {
      double[] exact = Numbers.flatten(wide.value(widened(arguments)));
      for (int i = 0; i < value.length; i++) {
        if (!(Math.abs(value[i] - exact[i]) <= 1e-4 * Math.max(1, Math.abs(exact[i])))) {
          return null;
        }
      }
    }
    if (!Arrays.stream(value).allMatch(Double::isFinite)) {
      return null;
    }
    double[] broad;
    double[] narrow;
    try {
      broad = reference.differences(1);
      narrow = reference.differences(0.3);
    } catch (RuntimeException e) {
      return null; // The method throws nearby.
    }
    for (int i = 0; i < broad.length; i++) {
      boolean agrees = Math.abs(broad[i] - narrow[i]) <= 5e-8 * Math.max(1, Math.abs(broad[i]));
      if (!agrees || Math.abs(broad[i]) > STEEP) {
        return null;
      }
    }
    return broad;
  }

  /**
   * Whether the gradient is steep and another one right beside, as where a program takes the sine
   * of a product of many factors: differences step over all that.
   */
  private static boolean isErratic(GradientCheck check) {
    double[] gradient = check.gradient();
    if (Arrays.stream(gradient).noneMatch(number -> Math.abs(number) > STEEP)) {
      return false;
    }
    double[] beside = check.moved(1e-6).gradient();
    for (int i = 0; i < gradient.length; i++) {
      double size = Math.abs(gradient[i]);
      if (size > STEEP && !(Math.abs(beside[i] - gradient[i]) <= size / 100)) {
        return true;
      }
    }
    return false;
  }

  private static Object[] widened(Object[] arguments) {
    return Arrays.stream(arguments)
        .map(
            argument -> {
              if (argument instanceof Float number) {
                return (Object) number.doubleValue();
              } else if (argument instanceof float[] array) {
                double[] result = new double[array.length];
                Arrays.setAll(result, i -> Array.getFloat(array, i));
                return result;
              }
              return argument;
            })
        .toArray();
  }
}
