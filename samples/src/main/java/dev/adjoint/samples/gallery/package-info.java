/**
 * The page that shows what the samples showed. It is written from the records of their runs, never
 * by hand; {@link dev.adjoint.samples.gallery.GalleryCommand} makes both.
 */
@NullMarked
package dev.adjoint.samples.gallery;

import org.jspecify.annotations.NullMarked;
