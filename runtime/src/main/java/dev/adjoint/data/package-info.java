/**
 * Datasets in memory, their batches, and readers of the formats that need no library: IDX, CIFAR's
 * binary files. Other readers live in a module of their own, text in {@code dev.adjoint.data.text}.
 */
@NullMarked
package dev.adjoint.data;

import org.jspecify.annotations.NullMarked;
