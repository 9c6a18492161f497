/**
 * What the processor says to users: every message in one catalogue with a stable identifier, and
 * the one place from which messages reach javac.
 */
@NullMarked
package dev.adjoint.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
