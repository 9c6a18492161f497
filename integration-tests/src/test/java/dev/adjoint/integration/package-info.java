/** Tests of the processor and the runtime together: sources are compiled in process and run. */
@NullMarked
package dev.adjoint.integration;

import org.jspecify.annotations.NullMarked;
