package dev.adjoint.integration.fuzz;

/** Records: made, nested, rebuilt, and asked. */
final class RecordProductions {
  private RecordProductions() {}

  static void addTo(Grammar g) {
    g.type("Pair", "pairValue", "pair").type("Model", "model", "modelValue");
    g.simplest("Pair", "new Pair(1, 1)");
    g.add("pairValue", 6, "$pair").add("pairValue", 3, "new Pair($small, $small)");
    g.add("pairValue", 2, "$model.pair()").add("pairValue", 1, "$pair.turned($small)");
    g.add("pairValue", 1, "new Pair($pair.y(), $pair.x() * $small)");
    g.add("pairValue", 1, "($boolean ? $pairValue : $pairValue)");
    g.add("modelValue", 3, "$model");
    g.add("modelValue", 3, "new Model($vec.clone(), $pairValue, $small, $int)");
    g.add("modelValue", 2, "new Model($model.w(), $pairValue, $model.b() * $small, $model.k())");

    g.add("double", 4, "$pair.x()").add("double", 3, "$pair.y()").add("double", 2, "$model.b()");
    g.add("double", 2, "$model.pair().y()").add("double", 2, "$model.w()[$int % 4]");
    g.add("small", 1, "$pair.norm()").add("small", 1, "$model.score($small)");
    g.add("vec", 1, "$model.w()");

    g.add("statement", 3, "Pair $new:pair:p = $pairValue;")
        .add("statement", 3, "$pair = $pairValue;");
    g.add(
        "statement",
        1,
        "Pair $new:pair:p;\nif ($boolean) {\n  $p = $pairValue;\n} else {\n  $p = new Pair($small, 1);\n}");
    g.add("statement", 2, "Model $new:model:s = $modelValue;");
    g.add("statement", 1, "$model = $modelValue;");
    g.add("statement", 1, "Pair $local:pair:t = $pair:p;\n$p = $pair:q;\n$q = $t;");
    g.add("statement", 2, "$pair:p = new Pair($p.x() + $small, $p.y());");
    g.add("statement", 1, "$number += $pair:p.x() * $p.y();");

    // Arrays and lists of records.
    g.add("statement", 2, "Pair[] $new:pairs:z = {$pairValue, $pairValue};");
    g.add("statement", 2, "$pairs[$int % 2] = $pairValue;");
    g.add("pairValue", 2, "$pairs[$int % 2]").add("double", 2, "$pairs[$int % 2].x()");
    g.add("statement", 1, "for (Pair $local:pair:e : $pairs) $loop");
    g.add("statement", 2, "List<Pair> $new:pairList:z = List.of($pairValue, $pairValue);");
    g.add("pairValue", 2, "$pairList.get($int % 2)")
        .add("double", 2, "$pairList.get($int % 2).y()");
    g.add("statement", 1, "for (Pair $local:pair:e : $pairList) $loop");
  }
}
