/** Tests of the layers of the runtime, alone and in models of users. */
@NullMarked
package dev.adjoint.integration.layers;

import org.jspecify.annotations.NullMarked;
