/**
 * What generated code and its callers share: values with gradients, pullbacks, parameter trees, and
 * the small containers that a backward sweep keeps its residuals in. No tensor operation and
 * nothing about training lives here.
 */
@NullMarked
package dev.adjoint;

import org.jspecify.annotations.NullMarked;
