package dev.adjoint.optim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * A line search for the strong Wolfe conditions (Nocedal and Wright 2006, algorithms 3.5 and 3.6),
 * with the interpolation by cubics and the safeguards of Schmidt's minFunc (2005), which are those
 * of PyTorch's {@code LBFGS}.
 *
 * <p>A value or slope that is no finite number counts as an infinite value: too far along the line.
 */
final class WolfeSearch {
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final double CURVATURE = 0.9;

  private final Deque<Trial> free = new ArrayDeque<>();
  private final Consumer<Trial> evaluation;
  private final double tolerance;
  private final int mostTrials;

  /**
   * A search whose trials use the same memory again and again.
   *
   * @param size the number of parameters
   * @param evaluation computes all of a trial but its step
   * @param tolerance the length of a bracket below which nothing more is searched for
   * @param mostTrials how often to compute a trial in one search after the first one
   */
  WolfeSearch(int size, Consumer<Trial> evaluation, double tolerance, int mostTrials) {
    this.evaluation = evaluation;
    this.tolerance = tolerance;
    this.mostTrials = mostTrials;
    // Beside the start there are never more than the two ends of a bracket and what is tried.
    for (int i = 0; i < 3; i++) {
      free.push(new Trial(size));
    }
  }

  /**
   * Searches from a point whose slope falls.
   *
   * @param start the point at step 0, which is used again if it is not the result
   * @param largestDirection the largest absolute value in the direction
   * @return the best point; the start itself if nothing better was found
   */
  Trial search(Trial start, double firstStep, double largestDirection) {
    Trial found = extend(start, firstStep, largestDirection);
    if (found != start) {
      free.push(start);
    }
    return found;
  }

  private Trial extend(Trial start, double firstStep, double largestDirection) {
    Trial before = start;
    Trial trial = evaluated(firstStep);
    for (int trials = 0; trials < mostTrials; trials++) {
      if (isTooHigh(start, trial) || (trials > 1 && trial.value >= before.value)) {
        return zoom(start, before, trial, largestDirection, trials);
      }
      if (isFlat(start, trial)) {
        release(before, start);
        return trial;
      }
      if (trial.slope >= 0) {
        return zoom(start, before, trial, largestDirection, trials);
      }
      double least = trial.step + 0.01 * (trial.step - before.step);
      double next = cubicMinimum(before, trial, least, 10 * trial.step);
      release(before, start);
      before = trial;
      trial = evaluated(next);
    }
    release(before, start);
    return lower(start, trial, start);
  }

  /** Makes a bracket smaller that contains a point with the conditions. */
  private Trial zoom(Trial start, Trial a, Trial b, double largestDirection, int trialsBefore) {
    Trial[] bracket = {a, b};
    int low = a.value <= b.value ? 0 : 1;
    boolean wasNearEnd = false;
    for (int trials = trialsBefore; trials < mostTrials; trials++) {
      double from = Math.min(bracket[0].step, bracket[1].step);
      double to = Math.max(bracket[0].step, bracket[1].step);
      if ((to - from) * largestDirection < tolerance) {
        break;
      }
      double step = cubicMinimum(bracket[0], bracket[1], from, to);
      double margin = 0.1 * (to - from);
      boolean isNearEnd = Math.min(to - step, step - from) < margin;
      if (isNearEnd && (wasNearEnd || step >= to || step <= from)) {
        step = Math.abs(step - to) < Math.abs(step - from) ? to - margin : from + margin;
        isNearEnd = false;
      }
      wasNearEnd = isNearEnd;
      Trial trial = evaluated(step);
      int high = 1 - low;
      if (isTooHigh(start, trial) || trial.value >= bracket[low].value) {
        release(bracket[high], start);
        bracket[high] = trial;
        low = bracket[0].value <= bracket[1].value ? 0 : 1;
        continue;
      }
      if (!isFlat(start, trial) && trial.slope * (bracket[high].step - bracket[low].step) >= 0) {
        release(bracket[high], start);
        bracket[high] = bracket[low];
      } else {
        release(bracket[low], start);
      }
      bracket[low] = trial;
      if (isFlat(start, trial)) {
        break;
      }
    }
    release(bracket[1 - low], start);
    return bracket[low];
  }

  private Trial lower(Trial first, Trial second, Trial start) {
    boolean isFirst = first.value <= second.value;
    release(isFirst ? second : first, start);
    return isFirst ? first : second;
  }

  private void release(Trial trial, Trial start) {
    if (trial != start) {
      free.push(trial);
    }
  }

  private Trial evaluated(double step) {
    Trial trial = free.pop();
    trial.step = step;
    evaluation.accept(trial);
    if (!Double.isFinite(trial.value) || !Double.isFinite(trial.slope)) {
      trial.value = Double.POSITIVE_INFINITY;
    }
    return trial;
  }

  private static boolean isTooHigh(Trial start, Trial trial) {
    return trial.value > start.value + SUFFICIENT_DECREASE * trial.step * start.slope
        || trial.value == Double.POSITIVE_INFINITY;
  }

  private static boolean isFlat(Trial start, Trial trial) {
    return Math.abs(trial.slope) <= -CURVATURE * start.slope;
  }

  /**
   * Where the cubic through two points with their slopes is least within bounds; the middle of the
   * bounds where there is no such place.
   */
  private static double cubicMinimum(Trial a, Trial b, double least, double most) {
    Trial left = a.step <= b.step ? a : b;
    Trial right = left == a ? b : a;
    double d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.step - b.step);
    double square = d1 * d1 - a.slope * b.slope;
    if (!(square >= 0) || Double.isInfinite(square)) {
      return (least + most) / 2;
    }
    double d2 = Math.sqrt(square);
    double position =
        right.step
            - (right.step - left.step)
                * ((right.slope + d2 - d1) / (right.slope - left.slope + 2 * d2));
    return Double.isNaN(position) ? (least + most) / 2 : Math.min(Math.max(position, least), most);
  }
}
