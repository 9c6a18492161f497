package dev.adjoint.integration.fuzz;

/**
 * Calls of the methods in {@link Support}, and of helpers that are written at random themselves.
 */
final class CallProductions {
  private CallProductions() {}

  static void addTo(Grammar g) {
    g.add("small", 2, "bend($double, $small)").add("small", 2, "total($vec, $int % 3)");
    g.add("small", 2, "Library.ramp($double, $small)")
        .add("small", 1, "Library.power($small, $int % 4)");
    g.add("small", 1, "even($small, $int % 4)").add("small", 1, "falling($small, $int % 4)");
    g.add("small", 1, "sum($small, $small, $number)").add("boolean", 1, "bend($number, 0.4) > 0.1");
    g.add("newVec", 2, "blurred($vec)").add("newVec", 2, "Library.mixed($vec, $small)");
    g.add("pairValue", 1, "split($small)");
    g.add("small", 6, "$scalarHelper($double, $small, $vec, $int % 3)");
    g.add("newVec", 4, "$vectorHelper($small, $vec)");
    g.add("pairValue", 3, "$pairHelper($pairValue, $small)");
    g.add("small", 3, "$recursive($small, $small, $int % 3)");

    // Helpers that write what they are given.
    g.add("statement", 2, "scale($own, $small);")
        .add("statement", 1, "scale($grid[$int % 3], $small);");
    g.add("small", 1, "shift($own)").add("statement", 1, "$number $assign shift($own) * $small;");
    g.add("statement", 1, "exchange($own, $own);");

    // Lambdas and method references, which see nothing that changes.
    String lambda = "DoubleUnaryOperator $new:function:g = ";
    g.add("statement", 1, lambda + "$local:inner:z -> Math.sin($z * $fixed) + $z * 0.5;");
    g.add("statement", 1, lambda + "Math::tanh;");
    g.add(
        "statement",
        1,
        lambda
            + "$local:inner:z -> {\n  double $local:inner:s = $z;\n  $s *= $fixed;\n"
            + "  return Math.cos($s);\n};");
    g.add("small", 3, "$function.applyAsDouble($small)");

    // What a method gives back.
    for (String result :
        new String[] {"newArray", "pairValue", "shapeValue", "total", "recursion"}) {
      BranchProductions.addEndings(g, result);
    }
    g.add("newArray", 5, "$own")
        .add("newArray", 1, "$vec.clone()")
        .add("newArray", 1, "blurred($vec)");
    g.add("newArray", 1, "new double[] {$small, $number, 1}");
    g.add("total", 3, "$small")
        .add("total", 2, "$number")
        .add("total", 4, "($total + total($vec, $int % 3))");
    g.add("total", 4, "($total + $number * $small)")
        .add("total", 3, "($total + total($own, 0) * $number)");
    g.add("total", 2, "($total + total($grid[$int % 3], 0))")
        .add("total", 2, "($total - $pair.x() * $pair.y())");
    g.add("total", 2, "($total + $model.score($small))").add("total", 2, "($total + $single)");
    g.add("recursion", 4, "(n <= 0 ? $small : $small * $self($small, $small, n - 1))");
    g.add("recursion", 1, "(n > 0 ? $self($small, y, n - 1) + $self(y, $small, n - 1) : $small)");
    g.add("recursion", 1, "$small");
    g.type("double", "total", "recursion").type("double[]", "newArray");
  }
}
