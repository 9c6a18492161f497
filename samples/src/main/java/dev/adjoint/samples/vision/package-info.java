/** Convolutional networks, and what they see in images. */
@NullMarked
package dev.adjoint.samples.vision;

import org.jspecify.annotations.NullMarked;
