package dev.adjoint.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The shape of a tensor or an array, checked while the code compiles.
 *
 * <p>Dimensions are separated by commas; each is a number, a name, or arithmetic over them with
 * {@code + - * /} and parentheses; {@code *name} stands first, for any number of dimensions. A name
 * stands for one size within a record and its methods, or within a method. {@code @Shape("")} is
 * the shape of a scalar.
 */
@Documented
@Target({
  ElementType.PARAMETER,
  ElementType.RECORD_COMPONENT,
  ElementType.METHOD,
  ElementType.LOCAL_VARIABLE
})
@Retention(RetentionPolicy.CLASS)
public @interface Shape {
  /** The dimensions, such as {@code "N, 784"} or {@code "N, 2*H"}. */
  String value();
}
