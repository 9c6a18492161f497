/** What only derivatives of plain Java can do: simulators, prices and differential equations. */
@NullMarked
package dev.adjoint.samples.beyond;

import org.jspecify.annotations.NullMarked;
