package dev.adjoint.integration.fuzz;

/** Expressions of whole numbers that are not negative. */
final class IntegerProductions {
  private IntegerProductions() {}

  static void addTo(Grammar g) {
    g.type("int", "int", "index", "count", "bound").simplest("int", "1", "0");
    g.add("int", 9, "$index").add("int", 4, "$count").add("int", 1, "0").add("int", 2, "1");
    g.add("int", 1, "2").add("int", 1, "3").add("int", 1, "($int + $int)");
    g.add("int", 1, "($int * 2)").add("int", 1, "$vec.length").add("int", 1, "($int % 3)");
    g.add("int", 1, "($boolean ? $int : $int)").add("int", 2, "$count++").add("int", 1, "++$count");
    g.add("int", 1, "($count = $int % 4)")
        .add("int", 1, "($count += 1)")
        .add("int", 1, "($int >> 1)");
    g.add("int", 1, "(int) ($long % 3)").add("int", 1, "$model.k()").add("int", 1, "($int & 3)");
    g.add("int", 1, "Math.max($int, 1)").add("int", 1, "Math.abs($count-- % 3)");

    // How often a loop runs at most.
    g.add("bound", 3, "3").add("bound", 2, "2").add("bound", 1, "0").add("bound", 1, "1");
    g.add("bound", 3, "$int % 4").add("bound", 2, "Math.min($int, 3)");
  }
}
