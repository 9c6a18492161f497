/**
 * What is done to batches between the data and a step: normalization, and augmentation by chance.
 */
@NullMarked
package dev.adjoint.data.transform;

import org.jspecify.annotations.NullMarked;
