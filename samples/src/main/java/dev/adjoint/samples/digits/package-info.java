/** Reading images: handwritten digits and clothes. */
@NullMarked
package dev.adjoint.samples.digits;

import org.jspecify.annotations.NullMarked;
