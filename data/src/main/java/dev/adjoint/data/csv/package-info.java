/**
 * CSV files as columns, tensors and datasets. Formats that need no library are read by the runtime.
 */
@NullMarked
package dev.adjoint.data.csv;

import org.jspecify.annotations.NullMarked;
