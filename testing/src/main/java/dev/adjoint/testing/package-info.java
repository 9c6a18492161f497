/**
 * Support for tests of differentiated methods: {@link dev.adjoint.testing.GradientCheck}. It throws
 * {@link AssertionError}, and so works with any test framework.
 */
@NullMarked
package dev.adjoint.testing;

import org.jspecify.annotations.NullMarked;
