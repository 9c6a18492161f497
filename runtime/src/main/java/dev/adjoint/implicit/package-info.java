/** Solutions of equations, which are differentiated as such and not through the way to them. */
@NullMarked
package dev.adjoint.implicit;

import org.jspecify.annotations.NullMarked;
