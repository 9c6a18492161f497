/**
 * A report of a training as one HTML file that needs nothing else: curves, tables, and the source
 * of the generated backward method. Pictures as files of their own are drawn by the module {@code
 * plots}.
 */
@NullMarked
package dev.adjoint.train.report;

import org.jspecify.annotations.NullMarked;
