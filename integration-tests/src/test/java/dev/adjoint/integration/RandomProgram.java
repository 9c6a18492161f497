package dev.adjoint.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes a method at random: locals, arrays, rows, branches, loops, swaps and calls. */
final class RandomProgram {
  /** What the generated methods call; every value stays of moderate size. */
  static final String HELPERS =
      """
        static double bend(double x, double y) {
          if (x > y) {
            return Math.sin(x) * y;
          }
          double z = x - y;
          if (z < -2) {
            return z / (1 + y * y);
          } else {
            z *= 0.5;
          }
          return Math.tanh(z) + y;
        }

        static double total(double[] v, int from) {
          double s = 0;
          for (int i = from; i < v.length; i++) {
            s += v[i] * (i + 1);
          }
          return Math.sin(s);
        }

        static double[] blurred(double[] v) {
          double[] r = new double[v.length];
          for (int i = 0; i < v.length; i++) {
            r[i] = 0.5 * v[i];
            if (i > 0) {
              r[i] += 0.25 * v[i - 1] * v[i];
            }
          }
          return r;
        }
      """;

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private final List<String> scalars = new ArrayList<>(List.of("a", "b"));
  private final List<String> assignable = new ArrayList<>(List.of("a", "b"));
  private final List<String> vectors = new ArrayList<>(List.of("p"));
  private final List<String> ownVectors = new ArrayList<>();
  private final List<String> indices = new ArrayList<>();
  private int names;
  private int depth;
  private int loops;

  private RandomProgram(long seed) {
    this.random = new Random(seed);
  }

  /** A method {@code f} with parameters {@code a, b, p[4], q[3][4], n}. */
  static String method(String name, long seed) {
    return new RandomProgram(seed).write(name);
  }

  private String write(String name) {
    line("@Differentiable static double " + name + "(");
    line("    double a, double b, double[] p, double[][] q, int n) {");
    line("  double[] u = p.clone();");
    line("  double[][] m = new double[3][4];");
    line("  int k = 1;");
    vectors.add("u");
    ownVectors.add("u");
    block(3 + random.nextInt(4));
    line("  double result = " + expression(2) + ";");
    line("  for (double each : u) { result += each; }");
    line("  for (int r = 0; r < 3; r++) { result += total(m[r], r) * " + pick(scalars) + "; }");
    line("  return result;");
    line("}");
    return out.toString();
  }

  private void line(String text) {
    out.append("  ".repeat(depth + 1)).append(text).append('\n');
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private void block(int statements) {
    int scalarsBefore = scalars.size();
    int assignableBefore = assignable.size();
    int vectorsBefore = vectors.size();
    int ownBefore = ownVectors.size();
    depth++;
    for (int i = 0; i < statements; i++) {
      statement();
    }
    depth--;
    if (depth > 0) {
      cut(scalars, scalarsBefore);
      cut(assignable, assignableBefore);
      cut(vectors, vectorsBefore);
      cut(ownVectors, ownBefore);
    }
  }

  private static void cut(List<String> list, int size) {
    list.subList(size, list.size()).clear();
  }

  private void statement() {
    switch (random.nextInt(depth < 3 ? 17 : 9)) {
      case 0, 1 -> declare();
      case 2 -> line(pick(assignable) + " = " + bounded() + ";");
      case 3 -> line(pick(assignable) + pick(List.of(" += ", " -= ")) + bounded() + ";");
      case 4 ->
          line(
              pick(assignable)
                  + pick(List.of(" *= ", " /= "))
                  + "1.5 + 0.3 * Math.sin("
                  + expression(1)
                  + ");");
      case 5 ->
          line(element(pick(ownVectors)) + pick(List.of(" = ", " += ", " -= ")) + bounded() + ";");
      case 6 ->
          line(
              "m["
                  + index(3)
                  + "]["
                  + index(4)
                  + "]"
                  + pick(List.of(" = ", " += "))
                  + bounded()
                  + ";");
      case 7 -> swap();
      case 8 -> special();
      case 9, 10 -> branch();
      case 14 -> whileLoop();
      case 15 -> jump();
      case 16 -> withEffects();
      default -> loop();
    }
  }

  private void declare() {
    String name = "v" + names++;
    if (random.nextInt(4) == 0) {
      line("double " + name + ";");
      line(
          "if ("
              + condition()
              + ") { "
              + name
              + " = "
              + bounded()
              + "; } else { "
              + name
              + " = "
              + bounded()
              + "; }");
    } else {
      line("double " + name + " = " + bounded() + ";");
    }
    scalars.add(name);
    assignable.add(name);
  }

  private void swap() {
    String first = pick(assignable);
    String second = pick(assignable);
    String temporary = "t" + names++;
    line("double " + temporary + " = " + first + ";");
    line(first + " = " + second + ";");
    line(second + " = " + temporary + ";");
  }

  private void special() {
    switch (random.nextInt(6)) {
      case 0 -> {
        String name = "row" + names++;
        line("double[] " + name + " = m[" + index(3) + "];");
        vectors.add(name);
        ownVectors.add(name);
      }
      case 1 -> {
        String name = "w" + names++;
        line("double[] " + name + " = blurred(" + pick(vectors) + ");");
        vectors.add(name);
        ownVectors.add(name);
      }
      case 2 -> {
        String name = "c" + names++;
        line("double[] " + name + " = new double[4];");
        line(name + "[" + index(4) + "] = " + bounded() + ";");
        vectors.add(name);
        ownVectors.add(name);
      }
      case 3 -> {
        if (indices.isEmpty()) {
          line("k = (k + 1) % 4;");
        } else {
          line("k = (k + " + pick(indices) + ") % 4;");
        }
      }
      case 4 -> line(element(pick(ownVectors)) + " *= " + element(pick(vectors)) + ";");
      default -> {
        String array = pick(ownVectors);
        line(
            array
                + "[k % 4] = Math.sin("
                + array
                + "[(k + 1) % 4] * "
                + array
                + "[k % 4] + "
                + expression(1)
                + ");");
      }
    }
  }

  private void branch() {
    line("if (" + condition() + ") {");
    block(1 + random.nextInt(3));
    if (random.nextBoolean()) {
      line("} else {");
      block(1 + random.nextInt(3));
    }
    line("}");
  }

  private void whileLoop() {
    String count = "c" + names++;
    line("int " + count + " = 0;");
    boolean isDo = random.nextInt(3) == 0;
    String head = count + "++ < " + random.nextInt(4) + " && (" + condition() + ")";
    line(isDo ? "do {" : "while (" + head + ") {");
    insideLoop(() -> block(1 + random.nextInt(3)));
    line(isDo ? "} while (" + head + ");" : "}");
  }

  private void insideLoop(Runnable body) {
    loops++;
    body.run();
    loops--;
  }

  /** Leaves a loop, or the method, on some condition. */
  private void jump() {
    String way =
        random.nextInt(3) == 0 ? "return " + bounded() : pick(List.of("break", "continue"));
    if (loops > 0 || way.startsWith("return")) {
      line("if (" + condition() + ") {");
      if (random.nextBoolean()) {
        line("  " + pick(assignable) + " += " + bounded() + ";");
      }
      line("  " + way + ";");
      line("}");
    }
  }

  /** Assignments and increments within expressions. */
  private void withEffects() {
    String target = pick(assignable);
    String array = pick(ownVectors);
    switch (random.nextInt(4)) {
      case 0 ->
          line(
              target
                  + " = Math.sin("
                  + target
                  + " * ("
                  + pick(assignable)
                  + " = "
                  + bounded()
                  + ")) + "
                  + target
                  + ";");
      case 1 -> line(array + "[k++ % 4] += Math.sin(" + array + "[k % 4] * " + target + ");");
      case 2 ->
          line(
              "if (("
                  + target
                  + " = "
                  + bounded()
                  + ") > 0.2 || ("
                  + target
                  + " += 0.3) < 0.4) { "
                  + pick(assignable)
                  + " *= 0.9; }");
      default ->
          line(
              target
                  + " = k > 1 ? "
                  + pick(scalars)
                  + " * k-- : ("
                  + pick(assignable)
                  + " = "
                  + bounded()
                  + ");");
    }
  }

  private void loop() {
    String i = "i" + names++;
    String bound =
        indices.isEmpty() || random.nextBoolean()
            ? pick(List.of("n", "3", "n - 1", "0"))
            : pick(indices);
    String head =
        switch (random.nextInt(5)) {
          case 0 -> "for (int " + i + " = 3; " + i + " >= 0; " + i + "--) {";
          case 1 -> "for (int " + i + " = 0; " + i + " <= " + bound + "; " + i + " += 2) {";
          case 2 -> "for (int " + i + " = 1; " + i + " < 4; " + i + "++) {";
          case 3 -> "for (int " + i + " = " + bound + "; " + i + " > 0; " + i + " -= 3) {";
          default -> "for (int " + i + " = 0; " + i + " < " + bound + "; " + i + "++) {";
        };
    line(head);
    indices.add(i);
    insideLoop(() -> block(1 + random.nextInt(3)));
    indices.remove(i);
    line("}");
  }

  private String index(int size) {
    if (indices.isEmpty() || random.nextInt(3) == 0) {
      return random.nextInt(4) == 0 ? "k % " + size : Integer.toString(random.nextInt(size));
    }
    return pick(indices) + " % " + size;
  }

  private String element(String vector) {
    return vector + "[" + index(4) + "]";
  }

  private String condition() {
    return switch (random.nextInt(6)) {
      case 0 -> pick(scalars) + " > " + pick(scalars);
      case 1 -> pick(scalars) + " < 0.3 && " + element(pick(vectors)) + " > -0.2";
      case 2 -> indices.isEmpty() ? "n > 2" : pick(indices) + " % 2 == 0";
      case 3 ->
          "bend("
              + pick(scalars)
              + ", 0.4) > 0.1 || "
              + pick(scalars)
              + " > bend(0.2, "
              + pick(scalars)
              + ")";
      case 4 -> "!(" + expression(1) + " <= 0.25)";
      default -> "k >= 2";
    };
  }

  private String bounded() {
    return pick(List.of("Math.sin", "Math.tanh", "Math.cos", "Math.atan"))
        + "("
        + expression(random.nextInt(5) == 0 ? 2 : 1)
        + ")";
  }

  private String expression(int level) {
    if (level == 0) {
      return switch (random.nextInt(7)) {
        case 0 -> element(pick(vectors));
        case 1 -> "q[" + index(3) + "][" + index(4) + "]";
        case 2 -> "m[" + index(3) + "][" + index(4) + "]";
        case 3 -> pick(List.of("0.7", "2", "-1.3", "n", "k", "1e-1"));
        default -> pick(scalars);
      };
    }
    String x = expression(level - 1);
    String y = expression(level - 1);
    return switch (random.nextInt(16)) {
      case 0, 1 -> x + " + " + y;
      case 2 -> x + " - (" + y + ")";
      case 3, 4 -> "(" + x + ") * (" + y + ")";
      case 5 -> "(" + x + ") / (1.5 + Math.sin(" + y + "))";
      case 6 -> "Math.sqrt(1 + Math.pow(" + x + ", 2))";
      case 7 -> "Math.exp(-Math.abs(" + x + "))";
      case 8 -> "(" + condition() + " ? " + x + " : " + y + ")";
      case 9 -> "bend(" + x + ", " + y + ")";
      case 10 -> "Math.max(" + x + ", " + y + ")";
      case 11 -> "total(" + pick(vectors) + ", " + random.nextInt(3) + ")";
      case 12 -> "-(" + x + ")";
      case 13 -> "Math.hypot(2 + Math.sin(" + x + "), " + y + ")";
      case 14 -> "Math.pow(2 + Math.cos(" + x + "), Math.sin(" + y + "))";
      default -> "Math.log1p(Math.exp(Math.sin(" + x + ")))";
    };
  }
}
