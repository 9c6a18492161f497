/**
 * Files of parameters in the safetensors format. Everything about a file is checked before any of
 * it is handed out.
 */
@NullMarked
package dev.adjoint.io;

import org.jspecify.annotations.NullMarked;
