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
   * @param jvp the Jacobian-vector product, null if nobody asks for it
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
      @Nullable Jvp jvp) {
    public Method {
      parameters = List.copyOf(parameters);
      inputs = List.copyOf(inputs);
      gradientComponents = List.copyOf(gradientComponents);
    }
  }

  /**
   * A method in forward mode.
   *
   * @param parameters those of the method, then a tangent for each input
   * @param body returns the value and its tangent
   */
  public record Jvp(String name, Visibility visibility, List<Variable> parameters, Body body) {
    public Jvp {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * The two halves of a method.
   *
   * @param forward returns the pullback
   * @param backward reads the residuals and the seed, and returns the gradient
   * @param copied residuals of whose arrays each application needs copies, since it writes them
   * @param remarks what is said of residuals, if anything
   */
  public record Pullback(
      Type type,
      Body forward,
      Body backward,
      Variable seed,
      Variable value,
      Set<Variable> residuals,
      Set<Variable> copied,
      Map<Variable, String> remarks) {}
}
