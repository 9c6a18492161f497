/**
 * Seeded, splittable randomness whose state can be saved. It is passed to whoever needs it; there
 * is no global generator.
 */
@NullMarked
package dev.adjoint.random;

import org.jspecify.annotations.NullMarked;
