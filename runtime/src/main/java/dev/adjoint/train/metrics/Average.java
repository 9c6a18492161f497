package dev.adjoint.train.metrics;

import java.util.Locale;

/** How a measure of each class becomes one number, as scikit-learn's {@code average} does it. */
public enum Average {
  /** The mean over the classes that occur among the labels or the predictions. */
  MACRO,
  /** The measure of all decisions together; for one label an example that is the accuracy. */
  MICRO,
  /** The mean over the classes by how many labels each has. */
  WEIGHTED;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
