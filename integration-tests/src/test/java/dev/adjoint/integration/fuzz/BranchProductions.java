package dev.adjoint.integration.fuzz;

/** Branches and switches, as statements and as values. */
final class BranchProductions {
  private BranchProductions() {}

  static void addTo(Grammar g) {
    g.add("statement", 5, "if ($boolean) $block")
        .add("statement", 5, "if ($boolean) $block else $block");
    g.add("statement", 1, "if ($boolean) $block else if ($boolean) $block else $block");
    g.add("statement", 1, "if ($boolean) $number = $small;").add("statement", 1, "$block");
    g.add(
        "statement",
        2,
        "switch ($int % 4) {\n  case 0 -> $switch\n  case 1, 2 -> $switch\n  default -> $switch\n}");
    g.add("statement", 1, "switch ($int % 3) {\n  case 0 -> $number = $small;\n  default -> {}\n}");
    g.add(
        "statement",
        2,
        "switch ($int % 4) {\n  case 0: $switch\n  case 1: $switch\n    break;\n"
            + "  default: $switch\n  case 2: $switch\n}");
    g.add(
        "statement", 1, "switch ($int % 3) {\n  case 1: $number += $small;\n  case 0: $switch\n}");
    g.add(
        "statement",
        2,
        "switch ($mode) {\n  case LOW -> $switch\n  case MID -> $switch\n  default -> $switch\n}");
    g.add("statement", 1, "switch ($mode) {\n  case LOW: $switch\n  case HIGH: $switch\n}");
    g.add(
        "statement",
        2,
        "switch ($word) {\n  case \"low\", \"mid\" -> $switch\n  case \"high\" -> $switch\n  default -> {}\n}");

    // The sign is there since javac takes what has a comma between parentheses for a call of yield.
    g.add(
        "double",
        1,
        "switch ($int % 3) {\n  case 0 -> $small;\n  case 1 -> {\n    $closed\n    yield + $small;\n  }\n"
            + "  default -> $double;\n}");
    g.add(
        "small",
        1,
        "switch ($mode) {\n  case LOW -> $small;\n  case MID -> $small;\n  case HIGH -> $small;\n}");
    g.add(
        "small",
        1,
        "switch ($int % 3) {\n  case 0:\n    $closed\n  case 1:\n    yield + $small;\n"
            + "  default:\n    yield + $small;\n}");
    g.add("small", 1, "switch ($word) {\n  case \"mid\" -> $small;\n  default -> $small;\n}");
    g.add(
        "int", 1, "switch ($mode) {\n  case LOW -> 0;\n  case MID -> $int;\n  case HIGH -> 2;\n}");

    addEndings(g, "small");
    addEndings(g, "smallFloat");
  }

  /** The last statements of a method that gives something of a sort. */
  static void addEndings(Grammar g, String result) {
    String ending = "ending_" + result;
    String back = "return $" + result + ";";
    g.add(ending, 8, back);
    g.add(ending, 1, "if ($boolean) {\n  $statements\n  " + back + "\n} else {\n  " + back + "\n}");
    g.add(ending, 1, "if ($boolean) {\n  " + back + "\n}\n$statements\n$" + ending);
    g.add(
        ending,
        1,
        "switch ($int % 3) {\n  case 0:\n    "
            + back
            + "\n  case 1: $block\n  default:\n    "
            + back
            + "\n}");
    g.add(
        ending,
        1,
        "return switch ($int % 3) {\n  case 0 -> $"
            + result
            + ";\n  default -> $"
            + result
            + ";\n};");
  }
}
