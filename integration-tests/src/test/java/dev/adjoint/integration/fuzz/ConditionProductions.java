package dev.adjoint.integration.fuzz;

/** Expressions of truth values, some with side effects. */
final class ConditionProductions {
  private ConditionProductions() {}

  static void addTo(Grammar g) {
    g.type("boolean", "boolean", "flag").simplest("boolean", "true", "false");
    g.add("boolean", 5, "$number > $number").add("boolean", 3, "$double > $double");
    g.add("boolean", 2, "$double <= 0.25").add("boolean", 2, "$int % 2 == 0");
    g.add("boolean", 2, "$int >= $int")
        .add("boolean", 2, "$flag")
        .add("boolean", 2, "$number < 0.3");
    g.add("boolean", 1, "$int != 1").add("boolean", 1, "$long > 2");
    g.add("boolean", 3, "($boolean && $boolean)").add("boolean", 3, "($boolean || $boolean)");
    g.add("boolean", 2, "!($boolean)").add("boolean", 1, "($boolean & $boolean)");
    g.add("boolean", 1, "($boolean | $boolean)").add("boolean", 1, "($boolean ^ $boolean)");
    g.add("boolean", 1, "($boolean ? $boolean : $boolean)");
    g.add("boolean", 2, "($number = $small) > 0.2").add("boolean", 1, "($number += $small) < 0.4");
    g.add("boolean", 1, "($flag = $boolean)").add("boolean", 1, "$count++ < 3");
    g.add("boolean", 1, "$effect > $double").add("boolean", 1, "$mode == Mode.LOW");
  }
}
