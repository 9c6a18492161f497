/**
 * Facts about functions, and no changes: which values vary with the inputs and matter to the
 * result, which arrays are the same, and which values the backward sweep reads although the forward
 * sweep overwrites them.
 */
@NullMarked
package dev.adjoint.processor.analysis;

import org.jspecify.annotations.NullMarked;
