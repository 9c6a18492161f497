/** What several packages of this module share and nobody outside of it sees. */
@NullMarked
package dev.adjoint.internal;

import org.jspecify.annotations.NullMarked;
