/**
 * Datasets in memory, their batches, and the reader of the IDX format. Readers that need
 * dependencies live in a module of their own.
 */
@NullMarked
package dev.adjoint.data;

import org.jspecify.annotations.NullMarked;
