package dev.adjoint.integration.fuzz;

/** Loops of every kind, and what leaves them. */
final class LoopProductions {
  private LoopProductions() {}

  static void addTo(Grammar g) {
    g.add("statement", 5, "for (int $local:index:i = 0; $i < $bound; $i++) $loop");
    g.add("statement", 2, "for (int $local:index:i = 3; $i >= 0; $i--) $loop");
    g.add("statement", 2, "for (int $local:index:i = 0; $i <= $bound; $i += 2) $loop");
    g.add("statement", 1, "for (int $local:index:i = $bound; $i > 0; $i -= 3) $loop");
    g.add("statement", 1, "for (int $local:index:i = 1; $i < 20; $i *= 3) $loop");
    g.add(
        "statement",
        1,
        "for (int $local:index:i = 0, $local:index:n = $bound; $i < $n && $boolean; $i++) $loop");
    g.add(
        "statement",
        3,
        "for (int $local:index:i = 0; $i < $own:v.length; $i++) {\n"
            + "  $v[$i] $assign $small;\n}");
    g.add(
        "statement",
        2,
        "for (int $local:index:i = 1; $i < $own:v.length; $i++) {\n"
            + "  $v[$i] $assign Math.sin($v[$i - 1] * $double);\n}");
    g.add(
        "statement",
        2,
        "for (int $local:index:i = 0; $i < $vec:v.length; $i++) {\n"
            + "  $number $assign $v[$i] * $small;\n}");
    g.add("statement", 2, "for (double $local:fixed:x : $vec) $loop");
    g.add("statement", 2, "for (double $local:number:x : $vec) $loop");
    g.add("statement", 1, "for (double[] $local:vector:r : $matrix) $loop");
    g.add("statement", 1, "for (double[] $local:own:r : $grid) $loop");
    g.add("statement", 1, "for (double $local:fixed:x : $short) $loop");
    g.add(
        "statement",
        1,
        "for (int $local:index:i = 0; $i < $short:v.length; $i++) {\n  $number += $v[$i] * $v[$i];\n}");
    g.add("statement", 3, "int $local:index:c = 0;\nwhile ($c++ < $bound && $boolean) $loop");
    g.add("statement", 2, "int $local:index:c = 0;\ndo $loop while ($c++ < $bound && $boolean);");
    g.add("statement", 1, "int $local:index:c = 3;\nwhile ($c-- > 0) $loop");
    g.add(
        "statement",
        1,
        "int $local:index:c = 0;\nfor (; ; ) {\n  if ($c++ >= $bound) {\n    break;\n  }\n  $statements\n}");
    g.add(
        "statement",
        1,
        "int $local:index:c = 0;\nwhile (true) {\n  if ($boolean || ++$c > 3) {\n    break;\n  }\n"
            + "  $statements\n}");
    g.add("statement", 2, "$local:label:l: for (int $local:index:i = 0; $i < $bound; $i++) $loop");
    g.add("statement", 1, "$local:label:l: for (double $local:fixed:x : $vec) $loop");
    g.add(
        "statement",
        1,
        "int $local:index:c = 0;\n$local:label:l: while ($c++ < 3 && $boolean) $loop");
    g.add("statement", 1, "$local:named:l: $block");

    String counts = "int $local:index:i = 0; $i < $bound; $i++) $loop";
    g.add("statement", 3, "for (@Checkpoint " + counts);
    g.add("statement", 1, "for (@Checkpoint(every = 1) " + counts);
    g.add("statement", 1, "for (@Checkpoint(every = 2) " + counts);
    g.add("statement", 1, "$local:label:l: for (@Checkpoint " + counts);
    g.add("statement", 1, "for (@Checkpoint int $local:index:i = 7; $i >= 0; $i -= 2) $loop");
    g.add("statement", 1, "for (@Checkpoint int $local:index:i = 1; $i < 20; $i *= 3) $loop");
    g.add(
        "statement",
        2,
        "for (@Checkpoint int $local:index:i = 1; $i < $own:v.length; $i++) {\n"
            + "  $v[$i] $assign Math.sin($v[$i - 1] * $double);\n}");
    g.add("statement", 1, "for (@Checkpoint double $local:number:x : $vec) $loop");
    g.add("statement", 1, "for (@Checkpoint double[] $local:own:r : $grid) $loop");

    g.add("statement", 6, "if ($boolean) {\n  $jump\n}");
    g.add("statement", 3, "if ($boolean) {\n  $statements\n  $jump\n}");
    g.add("statement", 1, "if ($boolean) {\n  $statements\n  $jump\n} else $block");
    g.add("statement", 1, "if ($boolean) $block else {\n  $jump\n}");
    g.add("statement", 1, "if ($number > 2.5) {\n  throw new IllegalArgumentException();\n}");
    g.add("jump", 4, "$?breakable break;").add("jump", 4, "$?insideLoop continue;");
    g.add("jump", 2, "break $label;").add("jump", 2, "continue $label;");
    g.add("jump", 2, "break $named;").add("jump", 2, "$?returning return $result;");
    g.add("jump", 3, "$?yielding yield + $small;");
  }
}
