/**
 * The nouns: sealed, immutable records for types, expressions, structured statements and functions,
 * with a printer for people and a verifier for tests. Nothing here knows javac or JavaPoet, and
 * nothing here changes a program.
 */
@NullMarked
package dev.adjoint.processor.ir;

import org.jspecify.annotations.NullMarked;
