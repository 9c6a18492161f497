package dev.adjoint.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for the derivative of a method.
 *
 * <p>For a method {@code m} of class {@code X} the processor writes a class {@code XGrad} beside
 * it, with {@code XGrad.m}, the value and the gradient of a method with a scalar result, and {@code
 * XGrad.mPullback}, the value and the vector-Jacobian product of any method. {@link #modes} asks
 * for more.
 *
 * <p>On a record or a sealed interface of records, it asks for its parameter tree: a class {@code
 * XTree}, without which values of the type cannot be differentiated by.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Differentiable {
  /**
   * The parameters to differentiate with respect to, by name; {@code "this"} is the receiver. Empty
   * means every parameter that can be differentiated, the receiver included.
   */
  String[] wrt() default {};

  /**
   * The parameters whose arrays the method writes, by name; {@code "this"} is the receiver. The
   * generated methods leave these arrays as the method itself does. Not needed for private methods.
   */
  String[] mutates() default {};

  /**
   * What else is generated, such as the Jacobian-vector product {@code XGrad.mJvp}; what is not
   * asked for is not generated.
   */
  Mode[] modes() default {};

  /** The name of the generated methods, for overloads; empty means the method's own name. */
  String name() default "";
}
