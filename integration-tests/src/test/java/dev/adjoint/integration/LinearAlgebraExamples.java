package dev.adjoint.integration;

import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.util.List;

/** Products, sums of products, equations and determinants. */
final class LinearAlgebraExamples extends Examples {
  LinearAlgebraExamples() {
    products();
    sums();
    equations();
    determinants();
  }

  private void products() {
    add(
        "LinearAlgebra.product(Tensor, Tensor)",
        args(signed(3), signed(3)),
        args(signed(2, 3), signed(3)),
        args(signed(3), signed(3, 2)),
        args(signed(2, 2, 3), signed(3)),
        args(signed(3), signed(2, 3, 2)),
        args(signed(2, 3), signed(3, 2)),
        args(signed(2, 1, 2, 3), signed(3, 3, 1)));
    add(
        "LinearAlgebra.outer(Tensor, Tensor)",
        args(signed(2), signed(3)),
        args(signed(1), signed(1)));
    add(
        "LinearAlgebra.trace(Tensor)",
        args(signed(3, 3)),
        args(signed(2, 2, 3)),
        args(signed(1, 1)));
  }

  private void sums() {
    Object[][] sums = {
      {"ij,jk->ik", signed(2, 3), signed(3, 2)},
      {"ij,kj->ki", signed(2, 3), signed(2, 3)},
      {"bij,bjk->bik", signed(2, 2, 3), signed(2, 3, 1)},
      {"i,i->", signed(3), signed(3)},
      {"i,j", signed(2), signed(3)},
      {"ij->ji", signed(2, 3)},
      {"ij", signed(2, 3)},
      {"ii->i", signed(3, 3)},
      {"ii", signed(3, 3)},
      {"ij->", signed(2, 3)},
      {"i,ij,j->", signed(2), signed(2, 3), signed(3)},
      {"iij,jk->k", signed(2, 2, 3), signed(3, 2)},
      {"...ij,...jk->...ik", signed(2, 2, 3), signed(3, 2)},
      {"...i,...i->...", signed(1, 2, 3), signed(2, 1, 3)},
      {"bhqd,bhkd->bhqk", signed(1, 2, 2, 3), signed(1, 2, 2, 3)},
      {"ij,ij->ij", signed(2, 3), signed(2, 3)},
      {"ij,k->ik", signed(2, 3), signed(2)}
    };
    for (Object[] sum : sums) {
      Tensor[] operands = new Tensor[sum.length - 1];
      Tensor[] tangents = new Tensor[operands.length];
      for (int i = 0; i < operands.length; i++) {
        operands[i] = (Tensor) sum[i + 1];
        tangents[i] = signed(operands[i].shape());
      }
      String equation = (String) sum[0];
      add("Einsum.einsum(String, Tensor[])", args(equation, operands));
      add("Einsum.einsumTangent(String, Tensor[], Tensor[])", args(equation, operands, tangents));
      Tensor seed = signed(dev.adjoint.tensor.Einsum.einsum(equation, operands).shape());
      add("Einsum.einsumGradient(String, Tensor[], Tensor)", args(equation, operands, seed));
    }
  }

  private void equations() {
    add(
        "LinearAlgebra.solve(Tensor, Tensor)",
        args(regular(3), signed(3, 2)),
        args(regular(2, 2), signed(2, 2, 1)),
        args(regular(2), signed(2, 2, 1)),
        args(regular(1), signed(1, 1)));
    add(
        "LinearAlgebra.triangularSolve(Tensor, Tensor, boolean)",
        args(regular(3), signed(3, 2), true),
        args(regular(3), signed(3, 2), false),
        args(regular(2, 2), signed(2, 1), false));
    add("LinearAlgebra.inverse(Tensor)", args(regular(3)), args(regular(2, 2)), args(regular(1)));
    add(
        "LinearAlgebra.cholesky(Tensor)",
        args(definite(3)),
        args(definite(2, 2)),
        args(definite(1)));
  }

  private void determinants() {
    for (String name :
        List.of(
            "determinant", "logDeterminant", "logAbsDeterminant", "determinantSign", "cofactors")) {
      String key = "LinearAlgebra." + name + "(Tensor)";
      add(key, args(definite(3)), args(definite(2, 2)), args(definite(1)));
    }
    add("LinearAlgebra.determinant(Tensor)", args(signed(3, 3)));
    for (String name : List.of("symmetric", "halved")) {
      add("LinearAlgebra." + name + "(Tensor)", args(signed(3, 3)), args(signed(2, 2, 2)));
    }
    add("LinearAlgebra.matrices(Tensor)", args(signed(2)), args(signed()));
  }

  /** Matrices far from singular ones; the last number is how many rows they have. */
  private Tensor regular(int... shape) {
    int[] all = java.util.Arrays.copyOf(shape, shape.length + 1);
    all[shape.length] = shape[shape.length - 1];
    return signed(all).scale(0.4f).plus(Tensors.eye(shape[shape.length - 1]).scale(2));
  }

  private Tensor definite(int... shape) {
    Tensor x = regular(shape);
    return x.plus(x.transpose());
  }
}
