package dev.adjoint.integration.fuzz;

/** Loops that carry tensors from trip to trip, as recurrent networks and optimizers do. */
final class TensorLoops {
  private TensorLoops() {}

  static void addTo(Grammar g) {
    for (Sizes sizes : Sizes.ALL) {
      int often = sizes.equals(Sizes.THREE) ? 9 : sizes.equals(Sizes.TWO_THREE) ? 2 : 1;
      carried(g, sizes, often);
    }
    overRows(g);
  }

  private static void carried(Grammar g, Sizes s, int often) {
    String v = s.hole("v");
    String calm = s.hole("calm");
    String local = "  Tensor $local:" + s.as("v") + ":u = ";
    String next = local + "Activations.tanh(" + v + ":h.times(" + v + "));\n  ";
    for (String head :
        new String[] {
          "for (int $local:index:i = 0; $i < $bound; $i++) {\n",
          "for (@Checkpoint int $local:index:i = 0; $i < 3; $i++) {\n"
        }) {
      g.add("statement", often, head + "  " + v + ":h = Activations.tanh($h.times(" + v + "));\n}");
      g.add("statement", often, head + local + calm + ";\n  $statements\n  " + v + " = $u;\n}");
      g.add("statement", often, head + next + "if ($boolean) {\n    $jump\n  }\n  $h = $u;\n}");
      // Two read the state before the next one, which has another name at first, takes its place.
      g.add(
          "statement",
          2 * often,
          head
              + next
              + v
              + ":p = $p.times(Activations.tanh($h));\n  Tensor $local:"
              + s.as("v")
              + ":t = $u;\n  $statements\n  $h = $t;\n}");
      // The next one has names of its own before it takes the place of the one before.
      g.add(
          "statement",
          2 * often,
          head
              + next
              + "$statements\n  Tensor $local:"
              + s.as("v")
              + ":t = $u;\n  "
              + v
              + ":p = $p.times("
              + calm
              + ");\n  $h = $t;\n}");
      g.add(
          "statement",
          often,
          head
              + "  "
              + v
              + " = "
              + v
              + ":p.plus("
              + calm
              + ");\n  $statements\n  $p = "
              + calm
              + ";\n}");
    }
    g.add(
        "statement",
        often,
        "int $local:index:c = 0;\nwhile ("
            + v
            + ":h.mean() < 0.5 && $c++ < 3) {\n  $statements\n  $h = "
            + calm
            + ";\n}");
  }

  /** A step for each row of a matrix, and what the steps leave. */
  private static void overRows(Grammar g) {
    String head = "for (int $local:index:i = 0; $i < $v23:m.dimension(0); $i++) {\n";
    String row = "Shaping.select($m, 0, $i)";
    g.add("statement", 3, head + "  $v3:h = Activations.tanh(" + row + ".plus($h));\n}");
    g.add(
        "statement",
        2,
        head + "  $v3:h = Activations.tanh(" + row + ".plus($h));\n  $statements\n}");
    g.add("statement", 2, head + "  $number += " + row + ".times($t3).sum();\n}");
    g.add(
        "statement",
        2,
        "Tensor[] $new:a3:z = new Tensor[$v23:m.dimension(0)];\n"
            + "for (int $local:index:i = 0; $i < $z.length; $i++) {\n  $z[$i] = "
            + row
            + ".times($v3);\n}\nTensor $new:v23:s = Joining.stack(0, $z);");
    g.add(
        "statement",
        2,
        "for (int $local:index:i = 0; $i < $bound; $i++) {\n"
            + "  $v23:h = Activations.tanh($h.matmul($t33).plus($t3));\n}");
    g.add(
        "statement",
        1,
        "for (int $local:index:i = 0; $i < $bound; $i++) {\n"
            + "  $v23:h = Activations.relu($h.matmul($v33));\n  $v13 = Shaping.slice($h, 0, 1, 2);\n}");
  }
}
