package dev.adjoint.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The vector-Jacobian product of a {@link Primitive} for one operand: what the adjoint {@code yBar}
 * of the result {@code y} adds to the adjoint of the operand.
 *
 * <p>An operand with neither this annotation nor {@link NonDifferentiable} cannot be
 * differentiated: passing it a value that depends on the inputs is a compile error.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Repeatable(Vjp.List.class)
public @interface Vjp {
  /** The operand: a parameter's name, or {@code "this"} for the receiver. */
  String of();

  /**
   * One Java expression over the receiver {@code this}, the parameters, {@code y} and {@code yBar}.
   * Names resolve in the class that declares the operation and in {@code java.lang}; everything
   * else is fully qualified. It is checked when the operation's own module is compiled.
   *
   * <p>A rule may call any method. What only the operation's own file can name, a private method or
   * what the file imports, serves the calls in that file; what is not public serves those in its
   * package; a call from farther away is a compile error.
   */
  String is();

  /** Holds the products of several operands. */
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.CLASS)
  @interface List {
    /** The products, one for each operand. */
    Vjp[] value();
  }
}
