/** Computation graphs of differentiated methods, with the values and adjoints of a run. */
@NullMarked
package dev.adjoint.graph;

import org.jspecify.annotations.NullMarked;
