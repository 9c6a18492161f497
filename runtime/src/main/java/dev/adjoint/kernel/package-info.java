/**
 * Loops over primitive arrays behind one interface, and the choice of its provider. Kernels know no
 * shape, no tensor and no derivative.
 */
@NullMarked
package dev.adjoint.kernel;

import org.jspecify.annotations.NullMarked;
