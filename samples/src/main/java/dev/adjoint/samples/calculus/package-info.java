/** Derivatives of plain arithmetic, compared with the closed forms. */
@NullMarked
package dev.adjoint.samples.calculus;

import org.jspecify.annotations.NullMarked;
