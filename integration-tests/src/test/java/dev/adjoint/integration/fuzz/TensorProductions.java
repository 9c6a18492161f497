package dev.adjoint.integration.fuzz;

/** Expressions of tensors, elementwise for the most part, and the numbers that are made of them. */
final class TensorProductions {
  private TensorProductions() {}

  static void addTo(Grammar g) {
    for (Sizes sizes : Sizes.ALL) {
      String type = sizes.as("Tensor ");
      g.type(type, sizes.as("t"), sizes.as("calm"), sizes.as("pos"), sizes.as("op"));
      g.type(type, sizes.as("v"), sizes.as("fixed"), sizes.as("total"), sizes.as("result"));
      g.simplest(type, "Tensor.full(0.5f" + comma(sizes) + ")");
      of(g, sizes);
      calm(g, sizes);
      numbers(g, sizes);
      for (Sizes other : Sizes.ALL) {
        pairs(g, sizes, other);
      }
    }
    g.simplest("Tensor 3", "Tensor.full(0.5f, 3)", "x");
    g.simplest("Tensor 23", "Tensor.full(0.5f, 2, 3)", "m");
    g.simplest("Tensor 33", "Tensor.full(0.5f, 3, 3)", "q");
    factors(g);
    // A number of any size near zero.
    g.add("slope", 4, "(float) ($small)").add("slope", 1, "0.5f").add("slope", 1, "-0.8f");
    g.add("slope", 2, "$calm3.mean()").add("slope", 1, "$v0.item()").add("slope", 2, "$single");
    g.type("float", "slope", "loss");
    g.add("int", 1, "$v23.dimension(1)").add("int", 1, "$v3.size()").add("int", 1, "$v223.rank()");
  }

  private static String comma(Sizes sizes) {
    return sizes.rank() == 0 ? "" : ", " + sizes.java();
  }

  /** Any elements. */
  private static void of(Grammar g, Sizes s) {
    String t = s.as("t");
    String one = s.hole("t");
    g.add(t, 24, s.hole("v")).add(t, 6, s.hole("fixed")).add(t, 9, s.hole("calm"));
    g.add(t, 8, s.hole("op"));
    g.add(t, 3, one + ".scale($slope)").add(t, 1, one + ".shift($slope)");
    g.add(t, 1, one + ".scale(-1.5f)").add(t, 1, one + ".negate()");
    g.add(t, 1, "Tensor.full($slope" + comma(s) + ")");
    g.add(t, 1, one + ".dividedBy(" + s.hole("pos") + ")");
    g.add(t, 2, "($boolean ? " + one + " : " + one + ")");
    g.add(t, 1, "Choices.where(Masks.greater(" + one + ", 0.2f), " + one + ", " + one + ")");
    g.add(t, 1, "Activations.relu(" + one + ")").add(t, 1, "Elementwise.square(" + one + ")");
    // What stands in two places, as a view or as it is.
    g.add(t, 1, s.hole("v") + ":u.times($u)").add(t, 1, one + ":u.plus(Activations.tanh($u))");
    g.add(t, 1, s.hole("v") + ".copy()");
    g.add(s.as("pos"), 3, "Activations.sigmoid(" + one + ").shift(0.6f)");
    g.add(s.as("pos"), 2, "Elementwise.exp(" + s.hole("calm") + ")");
    g.add(s.as("pos"), 1, "Elementwise.square(" + s.hole("calm") + ").shift(0.5f)");
  }

  /** Elements near zero, so that what is assigned again and again stays moderate. */
  private static void calm(Grammar g, Sizes s) {
    String calm = s.as("calm");
    String one = s.hole("t");
    String two = s.hole("calm");
    g.add(calm, 9, "Activations.tanh(" + s.hole("v") + ")");
    g.add(calm, 3, s.hole("v") + ".times(Elementwise.sin(" + s.hole("v") + "))");
    g.add(calm, 12, "Activations.tanh(" + one + ")").add(calm, 3, "Elementwise.sin(" + one + ")");
    g.add(calm, 3, "Activations.sigmoid(" + one + ")").add(calm, 1, "Elementwise.cos(" + one + ")");
    g.add(calm, 2, "Activations.softsign(" + one + ")")
        .add(calm, 1, "Elementwise.erf(" + one + ")");
    g.add(calm, 1, "Activations.gelu(" + two + ")").add(calm, 1, "Activations.silu(" + two + ")");
    g.add(calm, 3, two + ".times(" + two + ")").add(calm, 2, two + ".scale(0.5f)");
    g.add(calm, 2, two + ".plus(" + two + ").scale(0.5f)");
    g.add(calm, 1, "Choices.lerp(" + two + ", " + two + ", 0.3f)");
    g.add(calm, 1, "Activations.relu(" + two + ")");
    g.add(calm, 1, "HardActivations.hardTanh(" + one + ", -1f, 1f)");
    if (s.rank() > 0) {
      g.add(calm, 2, "Activations.softmax(" + one + ")");
      g.add(calm, 1, "Normalizations.layerNorm(" + one + ", 1, 0.1f)");
    }
  }

  /** Two tensors, of which one may be broadcast, and products of matrices. */
  private static void pairs(Grammar g, Sizes a, Sizes b) {
    String first = a.hole("t");
    String second = b.hole("t");
    a.broadcast(b)
        .filter(Sizes.ALL::contains)
        .ifPresent(
            sizes -> {
              String t = sizes.as("t");
              boolean isEqual = a.equals(b);
              g.add(t, isEqual ? 6 : 1, first + ".plus(" + second + ")");
              g.add(t, isEqual ? 6 : 1, first + ".times(" + second + ")");
              g.add(t, isEqual ? 2 : 1, first + ".minus(" + second + ")");
            });
    a.product(b).filter(Sizes.ALL::contains).ifPresent(sizes -> products(g, sizes, a, b));
    if (a.rank() == 2 && b.rank() == 2) {
      a.transposed()
          .product(b)
          .filter(Sizes.ALL::contains)
          .ifPresent(s -> g.add(s.as("t"), 1, first + ".transposedMatmul(" + second + ")"));
      a.product(b.transposed())
          .filter(Sizes.ALL::contains)
          .ifPresent(s -> g.add(s.as("t"), 1, first + ".matmulTransposed(" + second + ")"));
    }
  }

  private static void products(Grammar g, Sizes sizes, Sizes a, Sizes b) {
    String product = a.hole("t") + ".matmul(" + b.hole("t") + ")";
    g.add(sizes.as("t"), 3, product);
    Sizes bias = Sizes.of(sizes.dims().get(sizes.rank() - 1));
    if (Sizes.ALL.contains(bias)) {
      // What is computed at once where a method does that.
      String linear = product + ".plus(" + bias.hole("t") + ")";
      g.add(sizes.as("t"), 1, linear).add(sizes.as("t"), 1, "Activations.relu(" + linear + ")");
      g.add(sizes.as("calm"), 2, "Activations.tanh(" + linear + ")");
      g.add(sizes.as("calm"), 1, "Activations.sigmoid(" + linear + ")");
    }
  }

  private static void numbers(Grammar g, Sizes s) {
    String one = s.hole("t");
    g.add("double", 1, one + ".sum()").add("double", 1, one + ".mean()");
    g.add("small", 1, "Math.tanh(" + one + ".sum())").add("small", 2, s.hole("calm") + ".mean()");
    g.add("boolean", 1, s.hole("v") + ".mean() > 0.1");
    g.add("boolean", 1, s.hole("t") + ".sum() < $small");
    g.add("loss", 3, one + ".sum()").add("loss", 2, one + ".mean()");
    g.add("loss", 3, one + ":u.times($u).sum()");
    g.add("loss", 4, s.hole("v") + ".times(" + one + ").sum()");
    g.add("total", 4, "($total + " + s.hole("v") + ".sum())");
    g.add("total", 3, "($total + " + s.hole("v") + ".times(" + one + ").mean())");
    String some = s.hole("v");
    // What nobody reads is no test.
    g.add("loss", 9, "($loss + " + some + ".times(" + some + ").sum() + " + some + ".mean())");
    g.add("loss", 4, "(" + some + ".times($loss > 0 ? " + some + " : " + one + ").sum() - $loss)");
    g.add(s.as("total"), 2, s.hole("v")).add(s.as("total"), 2, one);
    g.add(s.as("total"), 3, s.hole("total") + ".plus(" + s.hole("v") + ")");
    g.add(s.as("total"), 2, s.hole("total") + ".times(" + s.hole("calm") + ")");
  }

  private static void factors(Grammar g) {
    g.add("total", 2, "$small").add("total", 2, "$number").add("total", 1, "$loss");
    g.add("total", 3, "($total + $number * $small)");
    g.type("double", "total");
    g.add("loss", 1, "(float) ($total)").add("loss", 2, "($loss * $slope)");
    g.add("loss", 1, "$t3.dot($t3)").add("loss", 1, "$t23.norm()");
    g.add("loss", 1, "Losses.meanSquaredError($t23, $t23)");
    g.add("double", 1, "$t3.dot($t3)").add("double", 2, "$v0.item()");
    g.add("t0", 3, "Tensor.scalar($slope)");
    for (String result : new String[] {"loss", "total", "total3", "total23"}) {
      BranchProductions.addEndings(g, result);
    }
  }
}
