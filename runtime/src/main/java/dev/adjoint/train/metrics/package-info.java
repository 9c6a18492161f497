/**
 * Measures of predictions that add up over batches and merge: for classes, for numbers, and means
 * of losses. What is measured does not depend on how the data were cut into batches, up to
 * rounding.
 */
@NullMarked
package dev.adjoint.train.metrics;

import org.jspecify.annotations.NullMarked;
