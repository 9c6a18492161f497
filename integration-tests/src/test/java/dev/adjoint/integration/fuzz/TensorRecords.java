package dev.adjoint.integration.fuzz;

/** Records of tensors, layers, and values of a sealed interface of them. */
final class TensorRecords {
  private TensorRecords() {}

  static void addTo(Grammar g) {
    cells(g);
    layers(g);
    units(g);
  }

  private static void cells(Grammar g) {
    g.type("Cell", "cell", "cellValue").simplest("Cell", "new Cell(x, Tensor.full(0.5f, 2, 3))");
    g.add("cellValue", 5, "$cell").add("cellValue", 4, "new Cell($calm3, $calm23)");
    g.add("cellValue", 2, "$cell.next($calm3)").add("cellValue", 1, "$cell:c.with($c.c())");
    g.add("cellValue", 1, "new Cell($v3, $cell.c())")
        .add("cellValue", 1, "Layers.pair($calm3, $v23)");
    g.add("cellValue", 1, "($boolean ? $cellValue : $cellValue)");
    g.add("cellValue", 2, "$cells[$int % 2]").add("cellValue", 3, "$cellHelper($cellValue, $t3)");
    g.add("t3", 5, "$cell.h()").add("t23", 5, "$cell.c()").add("t3", 1, "$cellValue.h()");
    g.add("statement", 4, "Cell $new:cell:s = $cellValue;")
        .add("statement", 4, "$cell = $cellValue;");
    g.add("statement", 2, "$cell = $cell;").add("statement", 2, "$cell:s = $s.next($t3);");
    g.add(
        "statement",
        2,
        "for (int $local:index:i = 0; $i < $bound; $i++) {\n  $cell:s = $s.next($calm3);\n"
            + "  $v3 = $s.h();\n}");
    g.add("statement", 1, "Cell $local:cell:t = $cell:u;\n$u = $cell:v;\n$v = $t;");
    g.add("statement", 2, "Cell[] $new:cells:z = {$cellValue, $cellValue};");
    g.add("statement", 2, "$cells[$int % 2] = $cellValue;");
    g.add("statement", 1, "for (Cell $local:cell:e : $cells) $loop");
    g.add("loss", 2, "($loss + $cell.c().sum())").add("total", 2, "($total + $cell.h().sum())");
    BranchProductions.addEndings(g, "cellValue");
  }

  private static void layers(Grammar g) {
    g.type("Dense", "dense", "denseValue").type("List<Dense>", "layers");
    g.add("denseValue", 4, "$dense").add("denseValue", 2, "new Dense($t33, $t3)");
    g.add("denseValue", 2, "$layers.get($int % 2)");
    g.add("calm23", 4, "$denseValue.apply($t23)").add("t23", 2, "$denseValue.around($t23)");
    g.add("t3", 2, "$dense.b()").add("t33", 2, "$dense.w()");
    g.add("t23", 2, "Layers.through($layers, $t23)");
    g.add("statement", 2, "Dense $new:dense:d = $denseValue;")
        .add("statement", 1, "$dense = $denseValue;");
    g.add("statement", 3, "for (Dense $local:dense:d : $layers) {\n  $v23:h = $d.apply($h);\n}");
    g.add("statement", 2, "for (Dense $local:dense:d : $layers) $loop");
    g.add(
        "statement",
        2,
        "for (Dense $local:dense:d : $layers) {\n  Tensor $local:v23:u = $d.apply($v23:h);\n"
            + "  $statements\n  $h = $h.plus($u);\n}");
    g.add("statement", 1, "List<Dense> $new:layers:z = List.of($denseValue, $denseValue);");
  }

  private static void units(Grammar g) {
    g.type("Unit", "unit", "unitValue").type("Gate", "gate", "gateValue");
    g.add("unitValue", 5, "$unit").add("unitValue", 2, "new Unit.Same()");
    g.add("unitValue", 2, "new Unit.Affine($t3, $t3)");
    g.add("unitValue", 1, "new Unit.Twice($unitValue)");
    g.add("unitValue", 1, "($boolean ? $unitValue : $unitValue)");
    g.add("t3", 5, "$unitValue.of($t3)").add("calm3", 2, "$unit.of($calm3)");
    g.add("t3", 2, "($unit instanceof Unit.Affine $local:affine:a ? $a.w() : $t3)");
    g.add(
        "statement",
        2,
        "if ($unit instanceof Unit.Affine $local:affine:a) {\n  $v3:h = $h.times($a.b());\n}");
    g.add("t3", 3, "$affine.w()").add("statement", 3, "Unit $new:unit:s = $unitValue;");
    g.add("statement", 2, "$unit = $unitValue;");
    g.add(
        "statement",
        1,
        "while ($unit:s instanceof Unit.Twice $local:twice:t) {\n  $v3 = $s.of($calm3);\n"
            + "  $s = $t.inner();\n}");
    g.add("statement", 2, "Unit[] $new:units:z = {$unitValue, $unitValue};");
    g.add("unitValue", 2, "$units[$int % 2]");
    g.add("statement", 2, "for (Unit $local:unit:e : $units) {\n  $v3:h = $e.of($h);\n}");

    // Of the same file.
    g.add("gateValue", 4, "$gate").add("gateValue", 3, "new Gate.Open($t3)");
    g.add("gateValue", 2, "new Gate.Shut()")
        .add("gateValue", 1, "new Gate.Both($gateValue, $gateValue)");
    g.add("t3", 3, "$gateValue.of($t3)").add("calm3", 1, "$gate.of($calm3)");
    g.add("statement", 2, "Gate $new:gate:s = $gateValue;")
        .add("statement", 2, "$gate = $gateValue;");
  }
}
