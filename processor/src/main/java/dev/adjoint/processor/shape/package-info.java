/**
 * The dimension algebra and compile-time shape inference: reads what users declare by
 * {@code @Shape} and what operations declare by {@code @Primitive(shape = …)}, follows the shapes
 * through a method's body and reports what cannot fit at any size. What is not known here is no
 * error; it is checked at run time. No operation is known by name, and no program is changed.
 */
@NullMarked
package dev.adjoint.processor.shape;

import org.jspecify.annotations.NullMarked;
