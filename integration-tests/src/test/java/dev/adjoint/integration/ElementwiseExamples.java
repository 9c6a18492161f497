package dev.adjoint.integration;

import dev.adjoint.tensor.Tensor;
import java.util.List;

/** Elementwise functions, comparisons and choices. */
final class ElementwiseExamples extends Examples {
  ElementwiseExamples() {
    functions();
    powers();
    choices();
    masks();
  }

  private void functions() {
    for (String name :
        List.of(
            "exp",
            "expm1",
            "square",
            "abs",
            "sin",
            "cos",
            "tan",
            "atan",
            "sinh",
            "cosh",
            "erf",
            "erfc",
            "reciprocal",
            "sign",
            "floor",
            "ceil",
            "round")) {
      add(
          "Elementwise." + name + "(Tensor)",
          args(signed(3)),
          args(signed(2, 1, 3)),
          args(signed()));
    }
    for (String name : List.of("log", "log1p", "log2", "log10", "sqrt", "rsqrt")) {
      add("Elementwise." + name + "(Tensor)", args(positive(3)), args(positive(2, 1, 3)));
    }
    for (String name : List.of("asin", "acos")) {
      add(
          "Elementwise." + name + "(Tensor)",
          args(signed(3).scale(0.5f)),
          args(signed(2, 1).scale(0.5f)));
    }
  }

  private void powers() {
    for (String name : List.of("pow", "powSlope")) {
      add(
          "Elementwise." + name + "(Tensor, float)",
          args(positive(3), 2.5f),
          args(signed(2, 2), 3f),
          args(positive(2), -1f),
          args(signed(2, 2), 0f),
          args(signed(2, 2), 1f));
    }
    pairs("Elementwise.maximumShare(Tensor, Tensor)", false);
    for (String name : List.of("pow", "powBaseSlope", "powExponentSlope")) {
      String key = "Elementwise." + name + "(Tensor, Tensor)";
      add(
          key,
          args(positive(3), signed(3)),
          args(positive(2, 1), signed(3)),
          args(positive(3), signed(2, 3)),
          args(positive(), signed(2)),
          args(positive(1, 1), signed()));
    }
    add("Elementwise.pow(float, Tensor)", args(1.5f, signed(3)), args(0.5f, signed(2, 1)));
  }

  private void choices() {
    pairs("Elementwise.masked(Tensor, Tensor)", false);
    for (String name : List.of("maximum", "minimum")) {
      add(
          "Elementwise." + name + "(Tensor, Tensor)",
          args(of(new float[] {1, 2, 3}, 3), of(new float[] {1.4f, 0.5f, 2.2f}, 3)),
          args(of(new float[] {1, 2}, 2, 1), of(new float[] {1.4f, 0.5f, 2.2f}, 3)),
          args(of(new float[] {1.1f}), of(new float[] {1.4f, 0.5f, 2.2f, 3}, 2, 2)));
    }
    Tensor condition = of(new float[] {1, 0, 2}, 3);
    add(
        "Choices.where(Tensor, Tensor, Tensor)",
        args(condition, signed(3), signed(3)),
        args(condition, signed(2, 1), signed(3)),
        args(of(new float[] {1, 0}, 2, 1), signed(3), signed()),
        args(of(new float[] {0}), signed(2), signed(1, 2)));
    for (String name : List.of("selected", "rejected")) {
      add(
          "Choices." + name + "(Tensor, Tensor)",
          args(signed(3), condition),
          args(signed(2, 1), condition),
          args(signed(2, 3), condition));
    }
    pairs("Choices.quotientOrZero(Tensor, Tensor)", true);
    for (String key : List.of("Choices.clamp", "Masks.within", "Masks.between", "Masks.outside")) {
      add(
          key + "(Tensor, float, float)",
          args(signed(3), -0.2f, 0.2f),
          args(signed(2, 3), -10f, 10f));
    }
    pairs("Choices.lerp(Tensor, Tensor, float)", false, 0.3f);
    add(
        "Choices.lerp(Tensor, Tensor, Tensor)",
        args(signed(3), signed(3), signed(3)),
        args(signed(2, 1), signed(3), signed()),
        args(signed(3), signed(1), signed(2, 1)));
    // The quotients are 2.2, -2.2, 0.5 and -1.5, away from where the remainder jumps.
    Tensor dividends = of(new float[] {2.2f, 2.2f, 0.5f, -1.5f}, 4);
    Tensor divisors = of(new float[] {1, -1, 1, 1}, 4);
    add(
        "Choices.remainder(Tensor, Tensor)",
        args(dividends, divisors),
        args(dividends.reshape(2, 2), of(new float[] {1})),
        args(of(new float[] {2.2f}), divisors.reshape(2, 1, 2)));
    add("Choices.remainder(Tensor, float)", args(dividends, 1f), args(dividends, -1f));
  }

  private void masks() {
    for (String name :
        List.of("greater", "greaterOrEqual", "less", "lessOrEqual", "equalTo", "notEqualTo")) {
      pairs("Masks." + name + "(Tensor, Tensor)", false);
      add("Masks." + name + "(Tensor, float)", args(signed(3), 0.5f), args(signed(2, 1), 1f));
    }
    for (String name : List.of("and", "or", "xor")) {
      pairs("Masks." + name + "(Tensor, Tensor)", false);
    }
    for (String name : List.of("not", "isNaN", "isFinite")) {
      add("Masks." + name + "(Tensor)", args(signed(3)), args(signed(2, 1)));
    }
  }
}
