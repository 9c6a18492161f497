/** Linear models: least squares, polynomial features, logistic and softmax regression. */
@NullMarked
package dev.adjoint.samples.linear;

import org.jspecify.annotations.NullMarked;
