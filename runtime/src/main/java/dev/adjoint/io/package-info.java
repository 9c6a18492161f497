/**
 * Files: parameters in the safetensors format, arrays in NumPy's, and what all readers and writers
 * share. Everything about a file is checked before any of it is handed out.
 */
@NullMarked
package dev.adjoint.io;

import org.jspecify.annotations.NullMarked;
