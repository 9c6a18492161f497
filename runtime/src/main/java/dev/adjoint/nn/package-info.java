/**
 * What models start from: the initial values of weights. Layers are records that users write, so no
 * layer lives here.
 */
@NullMarked
package dev.adjoint.nn;

import org.jspecify.annotations.NullMarked;
