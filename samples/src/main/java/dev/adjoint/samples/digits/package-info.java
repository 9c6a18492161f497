/** Reading handwritten digits. */
@NullMarked
package dev.adjoint.samples.digits;

import org.jspecify.annotations.NullMarked;
