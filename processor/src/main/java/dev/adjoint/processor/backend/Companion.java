package dev.adjoint.processor.backend;

import dev.adjoint.processor.ir.Body;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is written for one class.
 *
 * @param of the class whose methods are differentiated
 * @param name the class that is written
 */
public record Companion(
    QualifiedName of, QualifiedName name, boolean isPublic, List<Method> methods) {
  public Companion {
    methods = List.copyOf(methods);
  }

  /**
   * What is written for one method.
   *
   * @param inputs what it is differentiated with respect to
   * @param valueAndGradient the body of the one-shot method, null if the result is no scalar
   * @param isFused whether it has loops that go forward and backward at once
   * @param gradient the type of the gradient
   * @param gradientComponents the components of the gradient's record, empty if there is none
   * @param derivatives what else is written: Jacobian-vector products and the like
   * @param hessian the Hessian, null if nobody asks for it
   * @param jacobian the Jacobian, null if nobody asks for it
   */
  public record Method(
      String name,
      String source,
      Visibility visibility,
      Type result,
      List<Variable> parameters,
      List<Variable> inputs,
      @Nullable Body valueAndGradient,
      boolean isFused,
      Type gradient,
      List<Type.Component> gradientComponents,
      Pullback pullback,
      List<Derivative> derivatives,
      @Nullable Hessian hessian,
      @Nullable Jacobian jacobian) {
    public Method {
      parameters = List.copyOf(parameters);
      inputs = List.copyOf(inputs);
      gradientComponents = List.copyOf(gradientComponents);
      derivatives = List.copyOf(derivatives);
    }

    /** The method with derivatives beside its gradient and its pullback. */
    public Method with(
        List<Derivative> others, @Nullable Hessian second, @Nullable Jacobian matrix) {
      return new Method(
          name,
          source,
          visibility,
          result,
          parameters,
          inputs,
          valueAndGradient,
          isFused,
          gradient,
          gradientComponents,
          pullback,
          others,
          second,
          matrix);
    }
  }

  /**
   * A method that gives a derivative of another.
   *
   * @param what says what it gives, before the names of the inputs
   * @param parameters those of the method, then a tangent for each input
   */
  public record Derivative(
      String name,
      Visibility visibility,
      String what,
      List<Variable> parameters,
      Type result,
      Body body) {
    public Derivative {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * A Hessian.
   *
   * @param hvp the name of the method that gives Hessian-vector products
   */
  public record Hessian(String name, String hvp) {}

  /**
   * A Jacobian.
   *
   * @param jvp the name of the method that gives Jacobian-vector products
   */
  public record Jacobian(String name, String jvp) {}

  /**
   * The two halves of a method.
   *
   * @param forward returns the pullback
   * @param backward reads the residuals and the seed, and returns the gradient
   * @param isLast whether it is applied for the last time, null if that makes no difference
   * @param copied residuals of whose arrays each application needs copies, since it writes them
   * @param remarks what is said of residuals, if anything
   */
  public record Pullback(
      Type type,
      Body forward,
      Body backward,
      Variable seed,
      @Nullable Variable isLast,
      Variable value,
      Set<Variable> residuals,
      Set<Variable> copied,
      Map<Variable, String> remarks) {}
}
