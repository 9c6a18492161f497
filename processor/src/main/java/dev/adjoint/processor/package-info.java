/**
 * The entry of the annotation processor, with its crash guard, and the pipeline: frontend, shape,
 * transform, optimize, backend.
 */
@NullMarked
package dev.adjoint.processor;

import org.jspecify.annotations.NullMarked;
