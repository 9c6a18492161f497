package dev.adjoint.integration.fuzz;

/** Calls of the methods in {@link TensorSupport}, and of helpers written at random themselves. */
final class TensorCalls {
  private TensorCalls() {}

  static void addTo(Grammar g) {
    for (Sizes sizes : Sizes.ALL) {
      String t = sizes.as("t");
      String one = sizes.hole("t");
      g.add(t, 1, "Layers.same(" + one + ")").add(t, 1, "same(" + one + ")");
      g.add(t, 1, "Layers.either(" + one + ", " + one + ", $boolean)");
      g.add(sizes.as("calm"), 1, "Layers.kept(" + one + ")");
      g.add(sizes.as("calm"), 1, "Layers.twice(" + one + ")");
      g.add(sizes.as("calm"), 1, "bent(" + one + ", $int % 3)");
      g.add(sizes.as("calm"), 1, "Layers.loop(" + one + ", " + one + ", $int % 3)");
      g.add(t, 1, "Layers.last(" + one + ", " + one + ")");
      g.add("loss", 1, "Layers.loss(" + one + ", " + one + ", $int % 2)");
      g.add("double", 1, "energy(" + one + ")");
      g.add("statement", 1, "rotate(" + sizes.hole("a") + ");");
    }
    g.add("t3", 2, "Layers.view($t3)").add("calm3", 2, "Layers.keptView($t13)");
    g.add("t2", 1, "Layers.view($t21)").add("t3", 1, "Layers.view($t13)");
    g.add("t2", 1, "Layers.parts($t2)").add("t23", 1, "Layers.parts($t23)");
    g.add("t3", 1, "Layers.product($cellValue)");
    g.add("calm3", 1, "falling($t3, $calm3, $int % 3)");
    g.add("calm3", 1, "Layers.falling($t3, $calm3, $int % 3)");

    g.add("t3", 14, "$helper3($t3, $t3, $small, $int % 3)");
    g.add("t23", 14, "$helper23($t23, $t3, $int % 3)");
    g.add("t3", 8, "$recursive3($calm3, $calm3, $int % 3)");
    g.add("loss", 8, "$lossHelper($t3, $t23)").add("double", 6, "$lossHelper($t3, $t23)");
    String deeper = "$self($calm3, $calm3, n - 1)";
    g.add("recursion3", 4, "(n <= 0 ? $calm3 : $t3.times(" + deeper + "))");
    g.add("recursion3", 1, "(n > 0 ? " + deeper + ".plus($self(x, $calm3, n - 1)) : $calm3)");
    g.add("recursion3", 1, "$calm3").type("Tensor 3", "recursion3");
    BranchProductions.addEndings(g, "recursion3");

    // Functions, which see nothing that changes.
    String function = "UnaryOperator<Tensor> $new:function:g = ";
    g.add("statement", 1, function + "$local:inner:z -> Activations.tanh($z.times($fixed3));");
    g.add("statement", 1, function + "Activations::sigmoid;");
    g.add("calm3", 3, "$function.apply($t3)");
  }
}
