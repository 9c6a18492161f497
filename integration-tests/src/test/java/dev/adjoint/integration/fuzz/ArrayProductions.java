package dev.adjoint.integration.fuzz;

/**
 * Arrays of rank 1 to 3. Those of kind {@code own} are written, those of kind {@code vector} only
 * read; each has at least four elements, and each array of rows at least three rows.
 */
final class ArrayProductions {
  private ArrayProductions() {}

  static void addTo(Grammar g) {
    g.type("double[]", "vec", "vector", "own").type("double[][]", "grid", "matrix");
    g.simplest("double[]", "new double[4]", "p", "v");
    g.add("vec", 6, "$vector").add("vec", 6, "$own").add("vec", 2, "$matrix[$int % 3]");
    g.add("vec", 2, "$grid[$int % 3]").add("vec", 1, "$cube[$int % 2][$int % 3]");

    g.add("element", 8, "$own[$int % 4]").add("element", 4, "$grid[$int % 3][$int % 4]");
    g.add("element", 3, "$box[$int % 2][$int % 3][$int % 4]");
    g.add("double", 5, "$vec[$int % 4]").add("double", 4, "$element");
    g.add("double", 2, "$matrix[$int % 3][$int % 4]");
    g.add("double", 2, "$cube[$int % 2][$int % 3][$int % 4]");
    g.add("double", 1, "$vec[$vec.length - 1]");

    g.add("newVec", 3, "$vec.clone()").add("newVec", 1, "Arrays.copyOf($vec, $int % 2 + 4)");
    g.add("newVec", 3, "new double[4]").add("newVec", 1, "new double[$int % 3 + 4]");
    g.add("newVec", 1, "new double[] {$small, $small, $small, $number, 1}");
    g.add("statement", 5, "double[] $new:own:u = $newVec;");
    g.add("statement", 2, "double[] $new:own:u = {$small, $small, 0.5, $small};");
    g.add("statement", 2, "$own = $newVec;").add("statement", 2, "$own = $own;");
    g.add("statement", 2, "double[] $local:own:t = $own:u;\n$u = $own:v;\n$v = $t;");
    g.add("statement", 2, "$grid[$int % 3] = $own;")
        .add("statement", 2, "$grid[$int % 3] = $newVec;");
    g.add("statement", 1, "$box[$int % 2] = $grid;");
    g.add(
        "statement", 1, "double[] $local:own:t = $grid:m[0];\n$m[0] = $m[$int % 3];\n$m[1] = $t;");
    g.add("statement", 1, "$own = $boolean ? $own : $own;");
    g.add("statement", 1, "Arrays.fill($own, $small);");
    g.add("statement", 1, "Arrays.fill($own, 1, $int % 3 + 1, $small);");
    g.add("statement", 1, "System.arraycopy($vec, $int % 2, $own, 1, 3);");
    g.add("statement", 2, "double[][] $new:grid:m = new double[3][4];");
    g.add("statement", 1, "double[][] $new:grid:m = new double[3][$int % 2 + 4];");
    g.add(
        "statement",
        1,
        "double[][] $new:grid:m = {{$small, $small, 1, 2}, $vec.clone(), {0, 1, $small, 3, 4}};");
    g.add("statement", 1, "double[][][] $new:box:b = new double[2][3][4];");
    g.add("statement", 2, "double[] $new:own:r = $grid[$int % 3];");
    g.add("statement", 1, "double[] $new:own:r = $box[$int % 2][$int % 3];");
    g.add("statement", 1, "double[][] $new:grid:m = $box[$int % 2];");
    g.add("statement", 2, "var $new:own:z = $own;");
    g.add("statement", 1, "final double[] $new:vector:z = $vec;");
    g.add("statement", 2, "float[] $new:ownFloats:w = new float[4];$?single");
    g.add("statement", 2, "float[] $new:ownFloats:w = $floats.clone();");

    g.add("statement", 7, "$element $assign $small;");
    g.add("statement", 2, "$element *= $vec[$int % 4];");
    g.add("statement", 1, "$element /= 2 + $small;").add("statement", 1, "$element++;");
    g.add("statement", 3, "$own:v[$int % 4] $assign Math.sin($v[$int % 4] * $v[$int % 4]);");
    g.add("statement", 1, "$own[$count++ % 4] += $vec[$count % 4];");
    g.add("statement", 1, "$own[$int % 4] = $own[$int % 4] = $small;");
    g.add("statement", 2, "$ownFloats[$int % 4] = $smallFloat;");
    g.add("statement", 1, "$ownFloats[$int % 4] += $float;");
    g.add(
        "statement",
        2,
        "double $local:number:t = $own:u[$int % 4];\n$u[1] = $own:v[$int % 4];\n$v[2] = $t;");

    addLoops(g);
    addScratch(g);
  }

  /** Arrays of one length that are read no more, soon or late, where others are written first. */
  private static void addScratch(Grammar g) {
    String first = "double[] $local:own:h = new double[4];\n";
    String second = "double[] $local:own:u = new double[4];\n";
    String up = "for (int $local:index:i = 0; $i < 4; $i++) {\n";
    String down = "for (int $local:index:i = 3; $i >= 0; $i--) {\n";
    String again = "for (int $local:index:j = 0; $j < 4; $j++) {\n";
    String last = "for (int $local:index:k = $int % 2; $k < 4; $k++) {\n";
    String sum = last + "  $element += $u[$k] * $u[3 - $k];\n}";
    g.add(
        "statement",
        3,
        first
            + second
            + up
            + "  $h[$i] = Math.sin($vec[$i]) * $small;\n}\n"
            + again
            + "  $u[$j] = Math.sin($h[$j]) * $small;\n}\n"
            + sum);
    g.add(
        "statement",
        2,
        first
            + up
            + "  $h[$i] = $small * Math.sin($vec[$i]);\n}\n"
            + "double $new:number:s = 0;\n"
            + again
            + "  $s += $h[$j];\n}\n"
            + second
            + last
            + "  $u[$k] $assign Math.sin($vec[$k]) * $small;\n}\n$element += $u[$int % 4] * $u[$int % 4];");
    g.add(
        "statement",
        2,
        first
            + second
            + down
            + "  $h[$i] = Math.sin($vec[$i] * $vec[$i]);\n}\n"
            + again
            + "  $u[($j + $int % 2) % 4] = $h[$j] * $h[($j + $int % 2) % 4];\n}\n"
            + sum);
    g.add(
        "statement",
        3,
        first
            + second
            + "for (int $local:index:n = 0; $n < 3; $n++) {\n"
            + "  for (int $local:index:i = 0; $i < 4; $i++) { $h[$i] = Math.sin($vec[$i]) * $small; }\n"
            + "  for (int $local:index:j = 0; $j < 4; $j++) { $u[$j] $assign Math.sin($h[$j]); }\n"
            + "  for (int $local:index:k = 0; $k < 4; $k++) { $element += $u[$k] * $small; }\n}");
  }

  /** Loops that write each element once, or almost. */
  private static void addLoops(Grammar g) {
    g.type("int[]", "offsets");
    g.add("statement", 1, "int[] $new:offsets:p = {$int % 2, $int % 2};");
    g.add("statement", 1, "$offsets[$int % 2] = $int % 2;");
    g.add("int", 1, "$offsets[$int % 2]");
    String made = "double[] $new:own:h = new double[9];\n";
    String up = made + "for (int $local:index:i = 0; $i < 4; $i++) {\n";
    g.add("statement", 1, up + "  $h[$offsets:p[0] + $i] $assign $small;\n  $p[0] = $int % 2;\n}");
    g.add(
        "statement",
        3,
        "int[] $new:offsets:p = {$int % 2, 0};\n"
            + up
            + "  $h[$p[0] + $i] = $small + Math.sin($number * ($i + 1));\n"
            + "  $element += $h[$p[0] + $i] * $h[$p[0] + $i];\n"
            + "  $p[0] = 1 - $p[0];\n}");
    g.add("statement", 2, up + "  $h[$i + 1] = Math.sin($h[$i]) * $small;\n}");
    g.add("statement", 1, up + "  $h[$i] = $small * $h[$i + $int % 3];\n}");
    g.add("statement", 1, up + "  $h[2 * $i] = $small;\n  $h[2 * $i + $int % 2] += $h[$i];\n}");
    g.add(
        "statement",
        1,
        made
            + "for (int $local:index:i = 3; $i >= 0; $i--) {\n"
            + "  $h[$i] = $small * $h[$i + 1] + $h[$int % 4];\n}");
    g.add(
        "statement",
        2,
        up
            + "  for (int $local:index:j = 0; $j < 4; $j++) { $h[$j + $int % 2] = $small; }\n"
            + "  for (int $local:index:k = 0; $k < 4; $k++) { $element += $h[$k] * $h[$k]; }\n}");
  }
}
