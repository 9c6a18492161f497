/**
 * The tensor and its operations. An operation checks shapes, declares its derivative and its shape
 * where it stands, and delegates to kernels; no loop over elements that is worth making fast lives
 * here.
 */
@NullMarked
package dev.adjoint.tensor;

import org.jspecify.annotations.NullMarked;
