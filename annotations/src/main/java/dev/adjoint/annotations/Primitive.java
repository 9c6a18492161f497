package dev.adjoint.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that declares its own derivative by {@link Vjp} and {@link Jvp}; the processor
 * never looks into its body.
 *
 * <p>Such a method changes nothing that it is given, and keeps neither that nor anything that it
 * computes beyond the call: the memory of both may be used again afterwards.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Primitive {
  /**
   * The shape of the result from the shapes of the operands, for example {@code "(*b, m, k), (*b,
   * k, n) -> (*b, m, n)"}: one shape for each operand that has one, the receiver first, then the
   * result's. A shape is a list of dimensions in parentheses, or a name that stands for a whole
   * shape. A dimension is a number, a name, arithmetic over names, or {@code *name} for any number
   * of leading dimensions. The method's own {@code int} parameters may be used by name. The result
   * may also be one of the functions that the page on custom rules lists, such as {@code
   * broadcast(a, b)}. {@code a[1]} is a dimension of a shape {@code a}, or a number of the method's
   * own {@code int[]} parameter {@code a}; {@code a[-1]} is the last one. What else must hold
   * follows as {@code where kernel <= h + 2*padding, c = a[1]}. Empty means that nothing is known
   * before run time. Generated code relies on what is said here: it leaves out sums to a shape that
   * a value has already.
   */
  String shape() default "";

  /**
   * Whether the result may share memory with an operand, as that of a reshape does. Generated code
   * never writes into such a result.
   */
  boolean view() default false;

  /**
   * Whether the result is the first operand itself wherever it has the shape of that, as the sum to
   * a shape is. Generated code leaves out a call where it is known that the shape stays. Where it
   * does not, the result has memory of its own, unless the method is a {@link #view}.
   */
  boolean resizes() default false;
}
