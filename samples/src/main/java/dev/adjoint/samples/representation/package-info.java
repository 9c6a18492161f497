/** Learned representations: autoencoders, pre-training, and images matched with words. */
@NullMarked
package dev.adjoint.samples.representation;

import org.jspecify.annotations.NullMarked;
