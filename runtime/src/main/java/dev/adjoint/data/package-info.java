/**
 * Datasets in memory, their batches, and readers of the formats that need no library: IDX, CIFAR's
 * binary files. Other readers, text and augmentation are in the module {@code adjoint-data}.
 */
@NullMarked
package dev.adjoint.data;

import org.jspecify.annotations.NullMarked;
