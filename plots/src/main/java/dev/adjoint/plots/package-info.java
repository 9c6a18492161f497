/**
 * Pictures of what a training did, as PNG files. Nothing here opens a window; on a machine without
 * a display start the program with {@code -Djava.awt.headless=true}.
 */
@NullMarked
package dev.adjoint.plots;

import org.jspecify.annotations.NullMarked;
