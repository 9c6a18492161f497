/**
 * Intermediate representation in, Java source out: the only place that knows JavaPoet. Decides
 * names and layout, and nothing about derivatives.
 */
@NullMarked
package dev.adjoint.processor.backend;

import org.jspecify.annotations.NullMarked;
