/**
 * Reverse mode, from functions to functions: calls of the same file are inlined, conditions get
 * names, and a backward sweep is put behind the forward sweep. Neither Java text nor javac is known
 * here, and no operation on tensors.
 */
@NullMarked
package dev.adjoint.processor.transform;

import org.jspecify.annotations.NullMarked;
