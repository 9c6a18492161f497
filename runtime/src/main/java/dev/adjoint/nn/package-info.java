/**
 * What models are made of: layers, which are records with annotated methods, and the initial values
 * of weights. Layers are thin over the operations of {@code dev.adjoint.tensor}, where derivatives
 * and checks of shapes live; optimizers and training are elsewhere.
 */
@NullMarked
package dev.adjoint.nn;

import org.jspecify.annotations.NullMarked;
