package dev.adjoint.implicit;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.tensor.Tensor;

/**
 * Solutions of equations in methods that are differentiated: the gradient goes through the
 * solution, not through the iterations that led to it.
 *
 * <pre>{@code
 * @Differentiable
 * static double loss(double[] w) {
 *   double[] x = Implicit.solve(EQUILIBRIUM, new double[3], w);
 *   …
 * }
 * }</pre>
 */
public final class Implicit {
  private Implicit() {}

  /**
   * The solution of an equation.
   *
   * @param start where to begin, of which the solution does not depend
   * @throws ConvergenceException if none is found
   */
  @Primitive
  @Vjp(of = "parameters", is = "adjoint(equation, y, parameters, yBar)")
  @Jvp("tangent(equation, y, parameters, parametersDot)")
  public static double[] solve(
      Equation<double[], double[]> equation,
      @NonDifferentiable double[] start,
      double[] parameters) {
    return equation.solve(start, parameters);
  }

  /** The solution of an equation for one number, with several parameters. */
  @Primitive
  @Vjp(of = "parameters", is = "adjoint(equation, y, parameters, yBar)")
  @Jvp("tangent(equation, y, parameters, parametersDot)")
  public static double solve(
      Equation<Double, double[]> equation, @NonDifferentiable double start, double[] parameters) {
    return equation.solve(start, parameters);
  }

  /** The solution of an equation for one number, with one parameter. */
  @Primitive
  @Vjp(of = "parameter", is = "adjoint(equation, y, parameter, yBar)")
  @Jvp("tangent(equation, y, parameter, parameterDot)")
  public static double solve(
      Equation<Double, Double> equation, @NonDifferentiable double start, double parameter) {
    return equation.solve(start, parameter);
  }

  /** The solution of an equation for several numbers, with one parameter. */
  @Primitive
  @Vjp(of = "parameter", is = "adjoint(equation, y, parameter, yBar)")
  @Jvp("tangent(equation, y, parameter, parameterDot)")
  public static double[] solve(
      Equation<double[], Double> equation, @NonDifferentiable double[] start, double parameter) {
    return equation.solve(start, parameter);
  }

  /** The solution of an equation for a tensor, with the elements of a tensor as parameters. */
  @Primitive
  @Vjp(of = "parameters", is = "adjoint(equation, y, parameters, yBar)")
  @Jvp("tangent(equation, y, parameters, parametersDot)")
  public static Tensor solve(
      Equation<Tensor, Tensor> equation, @NonDifferentiable Tensor start, Tensor parameters) {
    return equation.solve(start, parameters);
  }

  /** The vector-Jacobian product of a solution. */
  public static double[] adjoint(
      Equation<double[], double[]> equation, double[] y, double[] parameters, double[] yBar) {
    return equation.adjoint(y, parameters, yBar);
  }

  /** The vector-Jacobian product of a solution. */
  public static double[] adjoint(
      Equation<Double, double[]> equation, double y, double[] parameters, double yBar) {
    return equation.adjoint(y, parameters, yBar);
  }

  /** The vector-Jacobian product of a solution. */
  public static double adjoint(
      Equation<Double, Double> equation, double y, double parameter, double yBar) {
    return equation.adjoint(y, parameter, yBar);
  }

  /** The vector-Jacobian product of a solution. */
  public static double adjoint(
      Equation<double[], Double> equation, double[] y, double parameter, double[] yBar) {
    return equation.adjoint(y, parameter, yBar);
  }

  /** The vector-Jacobian product of a solution. */
  public static Tensor adjoint(
      Equation<Tensor, Tensor> equation, Tensor y, Tensor parameters, Tensor yBar) {
    return equation.adjoint(y, parameters, yBar);
  }

  /** The Jacobian-vector product of a solution. */
  public static double[] tangent(
      Equation<double[], double[]> equation, double[] y, double[] parameters, double[] dot) {
    return equation.tangent(y, parameters, dot);
  }

  /** The Jacobian-vector product of a solution. */
  public static double tangent(
      Equation<Double, double[]> equation, double y, double[] parameters, double[] dot) {
    return equation.tangent(y, parameters, dot);
  }

  /** The Jacobian-vector product of a solution. */
  public static double tangent(
      Equation<Double, Double> equation, double y, double parameter, double dot) {
    return equation.tangent(y, parameter, dot);
  }

  /** The Jacobian-vector product of a solution. */
  public static double[] tangent(
      Equation<double[], Double> equation, double[] y, double parameter, double dot) {
    return equation.tangent(y, parameter, dot);
  }

  /** The Jacobian-vector product of a solution. */
  public static Tensor tangent(
      Equation<Tensor, Tensor> equation, Tensor y, Tensor parameters, Tensor dot) {
    return equation.tangent(y, parameters, dot);
  }
}
