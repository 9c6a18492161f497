package dev.adjoint.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Drops a derivative on purpose: the method's result, the parameter or the record component is a
 * constant to whoever differentiates. On a class it says that its objects hold nothing that is
 * differentiated by, whatever their type arguments look like.
 *
 * <p>A component of a parameter tree that is a tensor, an array of numbers, a parameter tree or a
 * list of them, is then its <i>state</i>, which is saved and copied with the parameters, such as
 * running statistics. A number is a setting.
 */
@Documented
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface NonDifferentiable {}
