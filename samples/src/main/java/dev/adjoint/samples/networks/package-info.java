/** Multilayer perceptrons: their forms, what they can approximate, their losses and surfaces. */
@NullMarked
package dev.adjoint.samples.networks;

import org.jspecify.annotations.NullMarked;
