/** Data that comes with the samples; what it is and whose it is stands beside each file. */
@NullMarked
package dev.adjoint.samples.data;

import org.jspecify.annotations.NullMarked;
