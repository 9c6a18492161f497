package dev.adjoint.train.metrics;

/**
 * A weighted mean of numbers, such as losses of batches by their sizes. Sums are compensated
 * (Neumaier 1974), so that the order and the number of the parts change the last digit at most.
 */
public final class Mean {
  private double sum;
  private double compensation;
  private long weight;

  /** A mean of nothing yet. */
  public Mean() {}

  /**
   * Adds the mean of some examples.
   *
   * @param examples how many they are
   * @throws IllegalArgumentException if that is negative
   */
  public void add(double mean, long examples) {
    if (examples < 0) {
      throw new IllegalArgumentException("examples must be 0 or positive: " + examples);
    }
    if (examples > 0) {
      addSum(mean * examples, examples);
    }
  }

  /** Adds the sum over some examples. */
  void addSum(double value, long examples) {
    addTerm(value);
    weight += examples;
  }

  private void addTerm(double value) {
    double total = sum + value;
    // An infinite total would make the compensation NaN.
    if (Double.isFinite(total)) {
      compensation +=
          Math.abs(sum) >= Math.abs(value) ? (sum - total) + value : (value - total) + sum;
    }
    sum = total;
  }

  /** Adds what another mean has seen, which stays as it is. */
  public void merge(Mean other) {
    double otherCompensation = other.compensation;
    long otherWeight = other.weight;
    addTerm(other.sum);
    compensation += otherCompensation;
    weight += otherWeight;
  }

  /** How many examples were added. */
  public long count() {
    return weight;
  }

  /**
   * The mean.
   *
   * @throws IllegalStateException if there is no example
   */
  public double value() {
    Checks.notEmpty("mean", weight);
    return (sum + compensation) / weight;
  }
}
