/**
 * Kernels on the Vector API, all with the one vector size that the JVM prefers: a second one beside
 * it makes some JVMs fall into code that boxes every vector. For the same reason kernels are small
 * and have no branch that is rarely taken, and stand apart from what calls them (decisions 11 and
 * 14). Nothing but {@link VectorKernelProvider} may be touched before it is known that the
 * incubator module is there.
 */
@NullMarked
package dev.adjoint.kernel.vector;

import org.jspecify.annotations.NullMarked;
