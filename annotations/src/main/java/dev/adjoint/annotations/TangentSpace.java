package dev.adjoint.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class a type that can be differentiated: its adjoints and tangents are values of the same
 * class, which form a vector space.
 *
 * <p>This is all that the processor knows of a tensor. The named methods are public, take part in
 * no overload, and never change what they are called on. For Jacobians and Hessians the class has a
 * public static field {@code SPACE}, a {@code dev.adjoint.Space} of the class.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface TangentSpace {
  /** An instance method without parameters: the zero of the same shape, in memory of its own. */
  String zero();

  /** An instance method with one parameter of the class: the sum. */
  String plus();

  /** An instance method without parameters: the additive inverse. */
  String negate();

  /** An instance method without parameters: an equal value in memory of its own. */
  String copy();

  /** An instance method without parameters: the sizes of the axes, as an {@code int[]}. */
  String shape() default "";

  /**
   * An instance method of the number of an axis, from the end if it is negative: the axis's size.
   */
  String dimension() default "";

  /** An instance method without parameters: the number of elements. */
  String size() default "";
}
