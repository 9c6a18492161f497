/**
 * What every provider of kernels must do, as tests to inherit. They stand in a package of their
 * own, so that modules with other kernels can use them from the test jar.
 */
package dev.adjoint.kernel.conformance;
