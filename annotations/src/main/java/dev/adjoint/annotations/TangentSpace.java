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
 * no overload, and but for {@link #add} never change what they are called on. For Jacobians and
 * Hessians the class has a public static field {@code SPACE}, a {@code dev.adjoint.Space} of the
 * class.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface TangentSpace {
  /** An instance method without parameters: the zero of the same shape, in memory of its own. */
  String zero();

  /** A static method of the sizes of the axes: the zero of a shape, in memory of its own. */
  String zeros() default "";

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

  /**
   * An instance method of a name, of what users declared as its shape, such as {@code "[N, 784]"},
   * and of the sizes that the axes must have: it throws if they have others. A size of -1 stands
   * for any, and a first size of -2 for any number of axes. What is declared is empty if nothing
   * is.
   */
  String requireShape() default "";

  /**
   * An instance method with one parameter of the class, without a result: adds it in place, to what
   * has the same shape.
   */
  String add() default "";

  /**
   * A static method with any number of parameters of the class: tells that nobody reads these
   * values any more, so that their memory may be used again.
   */
  String release() default "";

  /**
   * A static method with any number of parameters of the class, which may be null: tells that one
   * more reads these values, so that their memory is used again only after one more call of what
   * {@link #release} names.
   */
  String retain() default "";

  /** The classes of the methods that compute several operations at once, see {@link Fuses}. */
  Class<?>[] fusions() default {};
}
