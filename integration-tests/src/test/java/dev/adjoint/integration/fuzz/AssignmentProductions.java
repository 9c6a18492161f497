package dev.adjoint.integration.fuzz;

/** Declarations of variables that hold one number, and assignments to them. */
final class AssignmentProductions {
  private AssignmentProductions() {}

  static void addTo(Grammar g) {
    g.add("assign", 3, "=").add("assign", 2, "+=").add("assign", 2, "-=");

    g.add("statement", 7, "double $new:number:v = $small;");
    g.add("statement", 2, "final double $new:fixed:v = $double;");
    g.add("statement", 1, "var $new:number:v = 1.0 * $number;");
    g.add(
        "statement",
        2,
        "double $new:number:v;\nif ($boolean) {\n  $v = $small;\n} else {\n  $v = $small;\n}");
    g.add("statement", 1, "double $new:number:v, $new:number:w = $small;\n$v = $small;");
    g.add("statement", 3, "int $new:count:k = $int % 3;");
    g.add("statement", 1, "final int $new:index:k = $int;");
    g.add("statement", 1, "boolean $new:flag:b = $boolean;");
    g.add("statement", 1, "long $new:long:k = $int * 2L;");
    g.add("statement", 3, "float $new:single:x = $smallFloat;");

    g.add("statement", 7, "$number $assign $small;");
    g.add("statement", 2, "$number *= 1.5 + 0.3 * Math.sin($double);");
    g.add("statement", 1, "$number /= 1.5 + 0.3 * Math.sin($double);");
    g.add("statement", 1, "$number++;").add("statement", 2, "$count = $int % 4;");
    g.add("statement", 1, "$flag = $boolean;").add("statement", 2, "$count++;");
    g.add("statement", 1, "$single = $smallFloat;").add("statement", 2, "$single += $small;");
    g.add("statement", 1, "$single *= $smallFloat;");
    g.add("statement", 2, "double $local:number:t = $number:x;\n$x = $number:y;\n$y = $t;");
    g.add("statement", 2, "$number:x = Math.sin($x * ($number:y = $small)) + $x * $y;");
    g.add("statement", 1, "$number = $int > 1 ? $number * $count-- : ($number = $small);");
  }
}
