/** Systems that read and write sequences: recurrent networks and a small GPT. */
@NullMarked
package dev.adjoint.samples.sequences;

import org.jspecify.annotations.NullMarked;
