package dev.adjoint.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a method computes at once, as an expression of other operations; generated code calls
 * the method in place of the expression.
 *
 * <pre>{@code
 * @Fuses("dev.adjoint.tensor.Activations.relu(input.matmul(weight).plus(bias))")
 * public static Tensor linearRelu(Tensor input, Tensor weight, Tensor bias) { … }
 * }</pre>
 *
 * <p>A method without a result adds in place, to its first parameter: then the expression is the
 * sum of that and of what is added.
 *
 * <p>A method whose result is a record computes several results together, which have work in
 * common: then the expression makes the record, and each component is a call that generated code
 * may need for itself. The method is called where all components are needed.
 *
 * <pre>{@code
 * @Fuses("new Both(sine(x), cosine(x))")
 * public static Both sineAndCosine(Tensor x) { … }
 * }</pre>
 *
 * <p>The vectors in the record are in memory of their own, each apart from the others and from what
 * the method is given.
 *
 * <p>An operation may say so, too: where operations undo each other, it is what is left of them.
 *
 * <pre>{@code
 * @Fuses(value = "this.matmulTransposed(other.transpose())", isReordered = true, cancels = true)
 * public Tensor matmul(Tensor other) { … }
 * }</pre>
 *
 * <p>The expression consists of calls over the method's parameters; what a parameter that occurs
 * more than once stands for is the same at each place. Names resolve as in the rule of a {@link
 * Vjp}. The method gives the very numbers that the expression gives, or throws the same. The class
 * of the method is one of {@link TangentSpace#fusions}, and the method static, or it is the class
 * of the vectors itself.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Fuses {
  /** The expression. */
  String value();

  /**
   * Whether the method adds in another order than the expression, and so rounds differently: then
   * it serves adjoints alone, since values are those of the method that is differentiated.
   */
  boolean isReordered() default false;

  /**
   * Whether operations of the expression undo each other, so that the method does no more than the
   * outermost one alone. Then adjoints call it also where a variable holds the result of an inner
   * one, which somebody else may read, as long as what that one was given is still there.
   */
  boolean cancels() default false;
}
