/**
 * The program that lists and runs the samples. A sample is one class in a package of its group,
 * which the program finds by itself; see {@link dev.adjoint.samples.Sample}.
 */
@NullMarked
package dev.adjoint.samples;

import org.jspecify.annotations.NullMarked;
