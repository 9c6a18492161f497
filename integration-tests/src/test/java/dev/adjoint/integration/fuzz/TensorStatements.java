package dev.adjoint.integration.fuzz;

/** Variables of tensors, arrays and lists: declared, copied, exchanged and assigned. */
final class TensorStatements {
  private TensorStatements() {}

  static void addTo(Grammar g) {
    for (Sizes sizes : Sizes.ALL) {
      // Most of what there is, is of these sizes, so that variables meet.
      int often = sizes.equals(Sizes.THREE) ? 9 : sizes.equals(Sizes.TWO_THREE) ? 3 : 1;
      variables(g, sizes, often);
      several(g, sizes, often);
    }
    ofAnySize(g);
  }

  private static void variables(Grammar g, Sizes s, int often) {
    String v = s.as("v");
    String some = s.hole("v");
    String made = "Tensor $new:" + v + ":v";
    g.add("statement", 4 * often, made + " = " + s.hole("t") + ";");
    g.add("statement", 2 * often, made + " = " + s.hole("calm") + ";");
    g.add("statement", 3 * often, made + " = " + some + ";");
    g.add("statement", often, "final Tensor $new:" + s.as("fixed") + ":c = " + s.hole("t") + ";");
    g.add(
        "statement",
        often,
        made
            + ";\nif ($boolean) {\n  $v = "
            + s.hole("t")
            + ";\n} else {\n  $v = "
            + s.hole("t")
            + ";\n}");
    g.add("statement", 4 * often, some + " = " + s.hole("calm") + ";");
    g.add("statement", 3 * often, some + " = " + some + ";");
    g.add("statement", 3 * often, some + ":h = Activations.tanh($h.times(" + some + "));");
    g.add("statement", 2 * often, some + ":h = $h.plus(" + s.hole("calm") + ");");
    g.add("statement", 2 * often, some + ":h = $h.times(" + s.hole("calm") + ");");
    g.add("statement", often, some + " = $boolean ? " + some + " : " + s.hole("calm") + ";");
    g.add("statement", often, "if ($boolean) {\n  " + some + " = " + some + ";\n}");
    g.add(
        "statement",
        often,
        "Tensor $local:" + v + ":t = " + some + ":u;\n$u = " + some + ":v;\n$v = $t;");
    g.add("statement", often, some + " = " + some + " = " + s.hole("calm") + ";");
    g.add("statement", often, "$number $assign " + s.hole("calm") + ".mean();");
    // Views of variables, which may outlive what these hold.
    for (Sizes other : Sizes.ALL) {
      if (other.count() == s.count()) {
        String view = other.hole("v") + ".reshape(" + s.java() + ");";
        g.add("statement", often, made + " = " + view).add("statement", 1, some + " = " + view);
      }
    }
  }

  /** Arrays and lists of two tensors; only those of kind {@code a} are written. */
  private static void several(Grammar g, Sizes s, int often) {
    String t = s.hole("t");
    String array = s.as("a");
    String arrays = s.hole("some");
    g.add(s.as("some"), 3, s.hole("a")).add(s.as("some"), 1, s.hole("given"));
    g.type(s.as("Tensor[] "), s.as("some"), array, s.as("given"));
    g.type(s.as("List<Tensor> "), s.as("l"));
    g.add("statement", often, "Tensor[] $new:" + array + ":z = {" + t + ", " + t + "};");
    g.add(
        "statement",
        often,
        "Tensor[] $new:"
            + array
            + ":z = new Tensor[3];\n$z[0] = "
            + t
            + ";\nfor (int $local:index:i = 1; $i < 3; $i++) {\n  $z[$i] = Activations.tanh($z[$i - 1].times("
            + t
            + "));\n}");
    g.add(
        "statement",
        often,
        "List<Tensor> $new:" + s.as("l") + ":z = List.of(" + t + ", " + t + ");");
    g.add("statement", 2 * often, s.hole("a") + "[$int % 2] = " + s.hole("calm") + ";");
    g.add("statement", often, s.hole("a") + ":z[0] = $z[1];");
    g.add(s.as("t"), 4, arrays + "[$int % 2]").add(s.as("t"), 3, s.hole("l") + ".get($int % 2)");
    String each = "for (Tensor $local:" + s.as("v") + ":e : ";
    g.add("statement", often, each + arrays + ") $loop");
    g.add("statement", often, each + s.hole("l") + ") $loop");
    g.add(
        "statement",
        often,
        each + arrays + ") {\n  " + s.hole("v") + ":h = Activations.tanh($h.times($e));\n}");
    g.add("total", 1, "($total + " + arrays + ":z[0].times($z[1]).sum())");
    if (s.equals(Sizes.THREE)) {
      g.add("t23", 2, "Joining.stack(0, $l3.get(0), $some3[1])");
      g.add("statement", 1, "Tensor[] $new:a3:z = Joining.unstack($t23, 0);");
      g.add("statement", 1, "Tensor[] $new:a13:z = Joining.split($t23, 0, 1, 1);");
      g.add("statement", 1, "Tensor[] $new:a21:z = Joining.chunk($t23, 1, 3);");
    }
  }

  /** Variables that hold a tensor of one size, and then of another. */
  private static void ofAnySize(Grammar g) {
    g.type("Tensor", "any");
    for (Sizes sizes : Sizes.ALL) {
      g.add("statement", 1, "Tensor $new:any:w = " + sizes.hole("t") + ";");
      g.add("statement", 1, "$any = " + sizes.hole("t") + ";");
    }
    g.add("statement", 3, "$any:w = Activations.tanh($w);");
    g.add("statement", 2, "$any:w = $w.times($w).scale(0.5f);").add("statement", 1, "$any = $any;");
    g.add("statement", 2, "$any:w = $w.times(Tensor.scalar($slope));");
    g.add("statement", 1, "$any:w = $w.reshape($w.size());");
    g.add("double", 3, "$any.mean()").add("small", 2, "Math.sin($any.sum())");
    g.add("loss", 5, "$any:w.times($w).sum()").add("total", 4, "($total + $any.sum())");
    g.add("boolean", 1, "$any.sum() > 0.1");
  }
}
