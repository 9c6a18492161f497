/** Convolutional networks of the ImageNet challenge, at their full size. */
@NullMarked
package dev.adjoint.samples.architectures;

import org.jspecify.annotations.NullMarked;
