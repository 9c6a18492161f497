package dev.adjoint.integration.fuzz;

/** Tensors whose elements come from elsewhere: views, parts, sums over axes, several in one. */
final class ShapingProductions {
  private ShapingProductions() {}

  static void addTo(Grammar g) {
    for (Sizes sizes : Sizes.ALL) {
      views(g, sizes);
      for (int axis = 0; axis < sizes.rank(); axis++) {
        alongAxis(g, sizes, axis);
      }
      for (Sizes other : Sizes.ALL) {
        repeated(g, sizes, other);
      }
    }
  }

  private static void views(Grammar g, Sizes s) {
    for (Sizes other : Sizes.ALL) {
      if (other.count() == s.count()) {
        g.add(s.as("t"), 2, other.hole("t") + ".reshape(" + s.java() + ")");
      }
    }
    if (s.rank() >= 2 && Sizes.ALL.contains(s.transposed())) {
      g.add(s.as("t"), 3, s.transposed().hole("t") + ".transpose()");
    }
    g.add(s.as("t"), 1, "Shaping.unsqueeze(" + s.hole("t") + ", 0).reshape(" + s.java() + ")");
  }

  private static void repeated(Grammar g, Sizes s, Sizes other) {
    if (!s.equals(other) && s.broadcast(other).filter(s::equals).isPresent()) {
      g.add(s.as("t"), 1, other.hole("t") + ".broadcastTo(" + s.java() + ")");
      g.add(other.as("t"), 1, s.hole("t") + ".sumTo(" + other.java() + ")");
    }
  }

  private static void alongAxis(Grammar g, Sizes s, int axis) {
    int size = s.dims().get(axis);
    String whole = s.hole("t");
    String at = ", " + axis;
    Sizes rest = s.without(axis);
    if (Sizes.ALL.contains(rest)) {
      String r = rest.as("t");
      g.add(r, 2, "Shaping.select(" + whole + at + ", $int % " + size + ")");
      g.add(r, 1, whole + ".sumOver(" + axis + ")").add(r, 1, whole + ".meanOver(" + axis + ")");
      g.add(r, 1, "Joining.unstack(" + whole + at + ")[$int % " + size + "]");
      g.add(r, 1, "Reductions.logSumExpOver(" + whole + at + ")");
      String part = ", " + rest.hole("t");
      g.add(s.as("t"), 2, "Joining.stack(" + axis + part.repeat(size) + ")");
    }
    Sizes one = s.with(axis, 1);
    if (Sizes.ALL.contains(one) && !one.equals(s)) {
      String o = one.as("t");
      g.add(o, 1, whole + ".sumKeeping(" + axis + ")");
      g.add(o, 1, "Extrema.amaxKeeping(" + whole + at + ")");
      g.add(o, 1, "Shaping.slice(" + whole + at + ", 0, 1)");
      g.add(o, 1, "Shaping.narrow(" + whole + at + ", $int % " + size + ", 1)");
      g.add(o, 1, "Joining.chunk(" + whole + at + ", " + size + ")[$int % " + size + "]");
      String part = ", " + one.hole("t");
      g.add(s.as("t"), 2, "Joining.concat(" + axis + part.repeat(size) + ")");
    }
    g.add(s.as("t"), 1, "Shaping.flip(" + whole + at + ")");
    g.add(s.as("t"), 1, "Shaping.roll(" + whole + ", 1" + at + ")");
    g.add(s.as("t"), 1, "Cumulative.cumsum(" + whole + at + ")");
    g.add(s.as("calm"), 1, "Activations.softmax(" + whole + at + ")");
  }
}
