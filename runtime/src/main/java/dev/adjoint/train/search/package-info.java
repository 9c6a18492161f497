/**
 * Search for good hyperparameters: spaces, trials of their points over threads, and what came out.
 */
@NullMarked
package dev.adjoint.train.search;

import org.jspecify.annotations.NullMarked;
