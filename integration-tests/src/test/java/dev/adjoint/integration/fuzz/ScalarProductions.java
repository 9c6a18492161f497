package dev.adjoint.integration.fuzz;

/**
 * Expressions of numbers. A {@code double} may be of any size, a {@code small} is near zero, so
 * that what is assigned again and again stays moderate.
 */
final class ScalarProductions {
  private ScalarProductions() {}

  static void addTo(Grammar g) {
    g.type("double", "double", "small", "number", "fixed", "literal");
    g.type("float", "float", "single", "smallFloat");
    g.simplest("double", "1.0", "a", "0.5", "x").simplest("float", "1f", "x");

    g.add("literal", 2, "0.7").add("literal", 2, "-1.3").add("literal", 1, "1e-1");
    g.add("literal", 1, "2")
        .add("literal", 1, "0.5f")
        .add("literal", 1, "1.")
        .add("literal", 1, "0");

    g.add("double", 14, "$number").add("double", 5, "$fixed").add("double", 3, "$literal");
    g.add("double", 2, "$int").add("double", 1, "$long").add("double", 4, "$single");
    g.add("double", 5, "($double + $double)").add("double", 4, "($double - $double)");
    g.add("double", 7, "($double * $double)").add("double", 2, "-$number");
    g.add("double", 3, "($double / (1.5 + Math.sin($double)))");
    g.add("double", 1, "($int * $double)").add("double", 1, "($double / 4)");
    g.add("double", 2, "($boolean ? $double : $double)");
    g.add("double", 1, "(+$double)").add("double", 1, "(double) $double");
    g.add("double", 1, "($double % 2.5)");
    g.add("double", 2, "Math.max($double, $double)").add("double", 1, "Math.min($double, 0.8)");
    g.add("double", 1, "Math.abs($double)").add("double", 2, "$small").add("double", 2, "$effect");
    g.add("double", 2, "$float");

    g.add("small", 6, "Math.sin($double)").add("small", 4, "Math.cos($double)");
    g.add("small", 4, "Math.tanh($double)").add("small", 3, "Math.atan($double)");
    g.add("small", 2, "Math.exp(-Math.abs($double))").add("small", 1, "StrictMath.sin($double)");
    g.add("small", 1, "Math.sqrt(1 + Math.pow($small, 2))");
    g.add("small", 1, "Math.log1p(Math.exp($small))").add("small", 1, "Math.expm1($small)");
    g.add("small", 1, "Math.hypot(2 + $small, $small)").add("small", 1, "Math.cbrt(2 + $small)");
    // Nothing is singular: what an arm would read that is not taken has the adjoint 0, and 0 times
    // a slope without a value is NaN (docs/conventions.md), where differences see nothing.
    g.add("small", 1, "Math.pow(2 + Math.sin($small), $small)")
        .add("small", 1, "Math.pow($small, 3)");
    g.add("small", 1, "Math.atan2($small, 2 + $small)")
        .add("small", 1, "Math.log(3 + Math.sin($small))");
    g.add("small", 1, "Math.fma($small, $small, 0.1)")
        .add("small", 1, "Math.log10(4 + Math.cos($small))");
    g.add("small", 1, "Math.asin(Math.sin($small) / 3)")
        .add("small", 1, "Math.acos(Math.tanh($small) / 3)");
    g.add("small", 1, "Math.tan($small / 3)").add("small", 1, "Math.sinh($small / 2)");
    g.add("small", 1, "Math.cosh($small / 2)").add("small", 1, "Math.toRadians($double)");
    g.add("small", 1, "0.25 * ($small + $small)").add("small", 1, "0.3").add("small", 1, "-0.6");
    g.add("small", 2, "($boolean ? $small : $small)");

    // Assignments and increments as values.
    g.add("effect", 3, "($number = $small)").add("effect", 2, "($number += $small)");
    g.add("effect", 1, "($number -= $small)").add("effect", 1, "($number *= 0.5 * $small)");
    g.add("effect", 1, "($number /= 2 + $small)").add("effect", 1, "$number++");
    g.add("effect", 1, "--$number").add("effect", 2, "($element = $small)");
    g.add("effect", 1, "($element += $small)").add("effect", 1, "($number = $number = $small)");
    g.add("effect", 1, "($count = $int % 3)").add("effect", 1, "$element++");

    g.add("float", 6, "$single").add("float", 2, "$?single(float) ($double)");
    g.add("float", 2, "$?single($float * $float)").add("float", 2, "$?single($float + $float)");
    g.add("float", 1, "$?single 1.5f").add("float", 2, "$floats[$int % 4]");
    g.add("float", 2, "$ownFloats[$int % 4]").add("float", 1, "$?single($float - $int)");
    g.add("float", 1, "$?single(float) Math.sin($float)");
    g.add("float", 1, "$?single($boolean ? $float : $float)");
    g.add("smallFloat", 3, "$?single(float) ($small)").add("smallFloat", 1, "$?single 0.25f");
  }
}
