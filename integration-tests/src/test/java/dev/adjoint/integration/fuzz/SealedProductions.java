package dev.adjoint.integration.fuzz;

/** Values of sealed interfaces: made, tested, called, kept in arrays and lists. */
final class SealedProductions {
  private SealedProductions() {}

  static void addTo(Grammar g) {
    g.type("Shape", "shape", "shapeValue").type("Act", "act", "actValue");
    g.add("shapeValue", 6, "$shape").add("shapeValue", 2, "new Shape.Circle($small)");
    g.add("shapeValue", 2, "new Shape.Box($small, $small, $int)");
    g.add("shapeValue", 1, "new Shape.Scaled($shapeValue, $small)");
    g.add("shapeValue", 1, "new Shape.Bare()").add("shapeValue", 1, "$shape.grown($small)");
    g.add("shapeValue", 1, "new Shape.Walk($vec.clone())");
    g.add("shapeValue", 1, "($boolean ? $shapeValue : $shapeValue)");
    g.add("shapeValue", 2, "$circle")
        .add("shapeValue", 1, "$round")
        .add("shapeValue", 1, "$scaled.inner()");
    g.add("shapeValue", 2, "$shapes[$int % 2]").add("shapeValue", 2, "$shapeList.get($int % 2)");
    g.add("shapeValue", 3, "$shapeHelper($shapeValue, $small)");

    g.add("small", 4, "$shape.size()").add("small", 1, "$shapeValue.size()");
    g.add("small", 1, "$shapes[$int % 2].size()");
    g.add("double", 3, "$circle.r()").add("double", 3, "$brick.a() * $brick.b()");
    g.add("double", 1, "$scaled.by()").add("int", 1, "$shape.corners()");
    g.add("double", 2, "($shape instanceof Shape.Circle $local:circle:c ? $c.r() : $small)");
    g.add("double", 1, "(!($shape instanceof Shape.Box $local:brick:b) ? $small : $b.a())");
    g.add("boolean", 2, "($shape instanceof Shape.Circle)");
    g.add("boolean", 2, "($shape instanceof Shape.Box $local:brick:b && $b.a() > $small)");
    g.add("boolean", 1, "(!($shapes[$int % 2] instanceof Shape.Round $local:round:c) || $boolean)");

    g.add("statement", 3, "Shape $new:shape:s = $shapeValue;")
        .add("statement", 3, "$shape = $shapeValue;");
    g.add("statement", 3, "if ($shape instanceof Shape.Circle $local:circle:c) $block");
    g.add("statement", 2, "if ($shape instanceof Shape.Box $local:brick:b && $boolean) $block");
    g.add("statement", 2, "if ($shape instanceof Shape.Circle) $block else $block");
    g.add(
        "statement",
        2,
        "if (!($shape instanceof Shape.Box $local:brick:b)) {\n  $number += $small;\n} else $block");
    g.add(
        "statement",
        2,
        "if (!($shape instanceof Shape.Round $new:round:c)) {\n  $jump\n}\n$number *= $c.size();");
    g.add(
        "statement",
        2,
        "while ($shape:s instanceof Shape.Scaled $local:scaled:c) {\n"
            + "  $number += $c.by();\n  $s = $c.inner();\n}");
    g.add(
        "statement",
        1,
        "if ($boolean && $shapes[$int % 2] instanceof Shape.Scaled $local:scaled:c\n"
            + "    && $c.inner() instanceof Shape.Circle $local:circle:d) {\n"
            + "  $number += $d.r() * $c.by();\n}");
    g.add("statement", 2, "Shape[] $new:shapes:z = {$shapeValue, $shapeValue};");
    g.add("statement", 2, "$shapes[$int % 2] = $shapeValue;");
    g.add("statement", 1, "for (Shape $local:shape:e : $shapes) $loop");
    g.add("statement", 1, "List<Shape> $new:shapeList:z = List.of($shapeValue, $shapeValue);");
    g.add("statement", 1, "for (Shape $local:shape:e : $shapeList) $loop");

    // Of the same file, with methods that are put where they are called.
    g.add("actValue", 4, "$act").add("actValue", 2, "new Act.Sharp($small)");
    g.add("actValue", 2, "new Act.Soft(new double[] {$small, $small}, $int)");
    g.add("actValue", 1, "new Act.Chain($actValue, $actValue)");
    g.add("actValue", 1, "new Act.Flat()");
    g.add("small", 3, "$act.of($small)").add("small", 1, "$actValue.twice($number)");
    g.add("newVec", 1, "$act.all($vec)");
    g.add("statement", 2, "Act $new:act:t = $actValue;").add("statement", 2, "$act = $actValue;");
  }
}
