/** Single units and the first networks of them: what they can learn, and what they cannot. */
@NullMarked
package dev.adjoint.samples.units;

import org.jspecify.annotations.NullMarked;
