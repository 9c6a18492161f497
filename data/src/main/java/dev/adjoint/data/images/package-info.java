/** Images in files, one by one and as datasets. */
@NullMarked
package dev.adjoint.data.images;

import org.jspecify.annotations.NullMarked;
