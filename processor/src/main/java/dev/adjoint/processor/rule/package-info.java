/**
 * What the derivative of a call is: the table of scalar rules, and the rules that primitives
 * declare, read into functions. No operation on tensors is known here by name.
 */
@NullMarked
package dev.adjoint.processor.rule;

import org.jspecify.annotations.NullMarked;
