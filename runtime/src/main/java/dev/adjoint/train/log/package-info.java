/**
 * Numbers that a training tells as it goes, in memory and in files: CSV, JSON lines and event files
 * for TensorBoard.
 */
@NullMarked
package dev.adjoint.train.log;

import org.jspecify.annotations.NullMarked;
