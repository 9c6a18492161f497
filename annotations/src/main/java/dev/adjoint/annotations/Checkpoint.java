package dev.adjoint.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Saves memory at the price of time: what is marked runs once more before its backward sweep,
 * instead of keeping what that needs. The gradient stays the same.
 *
 * <p>On the variable of a loop, the loop keeps what its trips start from once in a number of trips,
 * and runs the trips of one such block again at a time. A loop of {@code n} trips then keeps what
 * about {@code 2√n} trips would:
 *
 * <pre>
 * for (@Checkpoint int t = 0; t &lt; steps; t++) {
 *   step(u);
 * }
 * </pre>
 *
 * <p>On a method, what a call of it from a differentiated method of the same file would keep is
 * computed again; of a method that is itself differentiated, the pullback keeps the arguments
 * alone.
 *
 * <p>What runs again must give the same again: a method that has a state, such as a source of
 * random numbers, is refused within. Forward mode keeps nothing, and does not heed this annotation.
 */
@Documented
@Target({ElementType.METHOD, ElementType.LOCAL_VARIABLE})
@Retention(RetentionPolicy.CLASS)
public @interface Checkpoint {
  /**
   * After how many trips a loop keeps what the next ones start from; 0, unless given, for about the
   * square root of the number of trips. With 1 each trip runs again by itself, which is right for a
   * loop whose body is a long loop of its own. Of no meaning on a method.
   */
  int every() default 0;
}
