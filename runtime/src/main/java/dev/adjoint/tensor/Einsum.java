package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/** Einstein's summation convention, as NumPy's and PyTorch's {@code einsum} have it. */
public final class Einsum {
  private Einsum() {}

  /**
   * Sums of products, by an equation that names the axes: {@code einsum("ij,jk->ik", a, b)} is the
   * matrix product. An axis that the result does not name is summed, a letter that an operand has
   * twice is its diagonal, and {@code ...} stands for any number of axes, which are broadcast and,
   * if the result does not have them, summed. Without an arrow the result has the letters that
   * occur once, in alphabetical order. Axes of one letter have one size; size 1 is not stretched,
   * unlike in PyTorch.
   *
   * <p>Where the equation is a constant, it is checked while the code compiles. Operands are
   * multiplied two at a time by matrix products, first those whose product has the fewest elements.
   *
   * @throws ShapeException if the equation is malformed, or does not fit the operands
   */
  @Primitive(shape = "-> einsum(operands, equation)")
  @Vjp(of = "operands", is = "einsumGradient(equation, operands, yBar)")
  @Jvp("einsumTangent(equation, operands, operandsDot)")
  public static Tensor einsum(String equation, Tensor... operands) {
    return copied(
        new Contraction(new EinsumEquation(equation, operands)).result(operands), operands);
  }

  /** The result of a contraction, which may be an operand itself, in memory of its own. */
  private static Tensor copied(Tensor result, Tensor... operands) {
    for (Tensor operand : operands) {
      if (operand.data == result.data) {
        return result.copy();
      }
    }
    return result;
  }

  /** What the adjoint {@code seed} of a sum of products gives for each operand. */
  @Primitive
  @Vjp(of = "operands", is = "einsumMixed(equation, operands, yBar, seed)")
  @Vjp(of = "seed", is = "einsumTangent(equation, operands, yBar)")
  @Jvp(
      "plus(einsumMixed(equation, operands, operandsDot, seed),"
          + " einsumGradient(equation, operands, seedDot))")
  public static Tensor[] einsumGradient(String equation, Tensor[] operands, Tensor seed) {
    Contraction contraction = new Contraction(new EinsumEquation(equation, operands));
    Tensor[] gradients = new Tensor[operands.length];
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = contraction.gradient(i, seed, operands);
    }
    return gradients;
  }

  /** The sum over all operands of the sum of products with the tangent in place of the operand. */
  @Primitive(shape = "-> einsum(operands, equation)")
  @Vjp(of = "operands", is = "einsumMixed(equation, operands, tangents, yBar)")
  @Vjp(of = "tangents", is = "einsumGradient(equation, operands, yBar)")
  @Jvp(
      "einsumTangent(equation, operands, tangentsDot)"
          + ".plus(einsumSecond(equation, operands, tangents, operandsDot))")
  public static Tensor einsumTangent(String equation, Tensor[] operands, Tensor[] tangents) {
    requireTangents(operands, tangents);
    Contraction contraction = new Contraction(new EinsumEquation(equation, operands));
    Tensor sum = null;
    for (int i = 0; i < operands.length; i++) {
      Tensor[] factors = operands.clone();
      factors[i] = tangents[i];
      Tensor term = contraction.result(factors);
      sum = sum == null ? term : sum.plus(term);
    }
    return copied(java.util.Objects.requireNonNull(sum), tangents);
  }

  /** The second derivative along two tangents for each operand. */
  public static Tensor einsumSecond(
      String equation, Tensor[] operands, Tensor[] tangents, Tensor[] others) {
    requireTangents(operands, tangents);
    requireTangents(operands, others);
    Contraction contraction = new Contraction(new EinsumEquation(equation, operands));
    Tensor sum = contraction.result(operands).zerosLike();
    for (int i = 0; i < operands.length; i++) {
      for (int j = 0; j < operands.length; j++) {
        if (i != j) {
          Tensor[] factors = operands.clone();
          factors[i] = tangents[i];
          factors[j] = others[j];
          sum = sum.plus(contraction.result(factors));
        }
      }
    }
    return sum;
  }

  /** What the adjoint {@code seed} of {@link #einsumTangent} gives for each operand. */
  public static Tensor[] einsumMixed(
      String equation, Tensor[] operands, Tensor[] tangents, Tensor seed) {
    requireTangents(operands, tangents);
    Contraction contraction = new Contraction(new EinsumEquation(equation, operands));
    Tensor[] gradients = new Tensor[operands.length];
    for (int j = 0; j < operands.length; j++) {
      gradients[j] = operands[j].zerosLike();
      for (int i = 0; i < operands.length; i++) {
        if (i != j) {
          Tensor[] factors = operands.clone();
          factors[i] = tangents[i];
          gradients[j] = gradients[j].plus(contraction.gradient(j, seed, factors));
        }
      }
    }
    return gradients;
  }

  /** The sums of two lists, element by element. */
  public static Tensor[] plus(Tensor[] a, Tensor[] b) {
    Tensor[] sums = new Tensor[a.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = a[i].plus(b[i]);
    }
    return sums;
  }

  private static void requireTangents(Tensor[] operands, Tensor[] tangents) {
    for (int i = 0; i < operands.length; i++) {
      Shapes.requireEqual("einsum", operands[i].shape, tangents[i].shape);
    }
  }
}
