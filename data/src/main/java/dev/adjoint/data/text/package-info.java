/** Text as numbers: vocabularies, and the batches that language models learn from. */
@NullMarked
package dev.adjoint.data.text;

import org.jspecify.annotations.NullMarked;
