/** Adjoint where people work: beside other processors, compilers, languages and build tools. */
@NullMarked
package dev.adjoint.integration.environments;

import org.jspecify.annotations.NullMarked;
