package dev.adjoint.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The Jacobian-vector product of a {@link Primitive}: the tangent of its result.
 *
 * <p>One Java expression over what {@link Vjp#is} may use, without {@code yBar}, and with the
 * tangents of the operands: {@code thisDot} for the receiver and {@code aDot} for a parameter
 * {@code a}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Jvp {
  /** The expression. */
  String value();
}
