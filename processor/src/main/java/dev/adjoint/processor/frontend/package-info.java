/**
 * javac in, intermediate representation out: which methods are asked for, the fence that says what
 * Java is accepted, and the lowering. Together with {@code diagnostic} the only place that knows
 * {@code com.sun.source}; no javac type leaves it but as an opaque anchor of a position.
 */
@NullMarked
package dev.adjoint.processor.frontend;

import org.jspecify.annotations.NullMarked;
