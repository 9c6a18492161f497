/**
 * Programs written at random, and odd sources: a grammar with weights, a generator, the checks, and
 * a shrinker. A new construct of the language is one more line in one of the production tables.
 */
@org.jspecify.annotations.NullMarked
package dev.adjoint.integration.fuzz;
