package dev.adjoint.integration.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Chooses what a program takes and gives, and has the bodies of its methods written. */
final class ProgramWriter {
  private static final Grammar GRAMMAR = Grammar.ofArrays();

  /** What may be a parameter, beside {@code a}. */
  private static final List<Parameter> CHOICES =
      List.of(
          new Parameter("fixed", "double", "b", true),
          new Parameter("number", "double", "c", true),
          new Parameter("vector", "double[]", "p", true),
          new Parameter("matrix", "double[][]", "q", true),
          new Parameter("cube", "double[][][]", "h", true),
          new Parameter("short", "double[]", "few", true),
          new Parameter("pair", "Pair", "pair", true),
          new Parameter("model", "Model", "model", true),
          new Parameter("shape", "Shape", "shape", true),
          new Parameter("index", "int", "n", false),
          new Parameter("count", "int", "k", false),
          new Parameter("long", "long", "l", false),
          new Parameter("flag", "boolean", "on", false),
          new Parameter("mode", "Mode", "mode", false),
          new Parameter("word", "String", "word", false));

  private final Random random;
  private final Generator generator;
  private final List<Program.Helper> helpers = new ArrayList<>();

  private ProgramWriter(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
    generator = new Generator(GRAMMAR, random);
  }

  /** The program of a seed. */
  static Program write(long seed) {
    return new ProgramWriter(seed).program(seed);
  }

  static Grammar grammar() {
    return GRAMMAR;
  }

  private Program program(long seed) {
    boolean hasFloats = random.nextInt(6) == 0;
    List<Parameter> parameters =
        new ArrayList<>(List.of(new Parameter("number", "double", "a", true)));
    List<Parameter> choices = new ArrayList<>(CHOICES);
    Collections.shuffle(choices, random);
    parameters.addAll(choices.subList(0, 2 + random.nextInt(6)));
    List<Parameter> fields = new ArrayList<>();
    if (hasFloats) {
      parameters.add(new Parameter("single", "float", "x", true));
      if (random.nextBoolean()) {
        parameters.add(new Parameter("floats", "float[]", "g", true));
      }
    } else if (random.nextInt(6) == 0) {
      fields.add(new Parameter("fixed", "double", "w", true));
      fields.add(new Parameter("vector", "double[]", "v", true));
      fields.add(new Parameter("index", "int", "size", false));
    }
    for (int i = Math.max(0, random.nextInt(5) - 2); i > 0; i--) {
      helpers.add(helper());
    }
    String result = result(hasFloats);
    List<Node.Name> known = names(parameters);
    known.addAll(names(fields));
    Node.Block body = generator.body(known, 2 + random.nextInt(4), result);
    Program program =
        new Program(
            ScalarPrograms.DIALECT, seed, fields, parameters, List.of(), result, body, helpers);
    return program.withWrt(subset(program.inputs()));
  }

  private List<Node.Name> names(List<Parameter> parameters) {
    List<Node.Name> names = new ArrayList<>();
    helpers.forEach(helper -> names.add(helper.name()));
    parameters.forEach(parameter -> names.add(parameter.asName()));
    return names;
  }

  private String result(boolean hasFloats) {
    return switch (random.nextInt(hasFloats ? 6 : 5)) {
      case 0 -> "newArray";
      case 1 -> "pairValue";
      case 5 -> "smallFloat";
      default -> "total";
    };
  }

  /** All inputs, most of the time: the empty list. */
  private List<String> subset(List<String> inputs) {
    if (random.nextInt(3) > 0) {
      return List.of();
    }
    List<String> some = inputs.stream().filter(input -> random.nextBoolean()).toList();
    return some.size() == inputs.size() ? List.of() : some;
  }

  private Program.Helper helper() {
    return switch (random.nextInt(5)) {
      case 4 ->
          helper(
              "shapeHelper",
              "static Shape %s(Shape s, double x)",
              "shapeValue",
              new Node.Name("shape", "s"),
              new Node.Name("number", "x"));
      case 0 ->
          helper(
              "vectorHelper",
              "static double[] %s(double x, double[] v)",
              "newArray",
              new Node.Name("number", "x"),
              new Node.Name("vector", "v"));
      case 1 ->
          helper(
              "pairHelper",
              "static Pair %s(Pair s, double x)",
              "pairValue",
              new Node.Name("pair", "s"),
              new Node.Name("number", "x"));
      case 2 ->
          helper(
              "recursive",
              "@Differentiable static double %s(double x, double y, int n)",
              "recursion",
              new Node.Name("number", "x"),
              new Node.Name("fixed", "y"),
              new Node.Name("index", "n"));
      default ->
          helper(
              "scalarHelper",
              "static double %s(double x, double y, double[] v, int n)",
              "small",
              new Node.Name("number", "x"),
              new Node.Name("number", "y"),
              new Node.Name("vector", "v"),
              new Node.Name("index", "n"));
    };
  }

  private Program.Helper helper(String kind, String head, String result, Node.Name... parameters) {
    Node.Name name = generator.fresh(kind);
    List<Node.Name> known = names(List.of());
    known.addAll(List.of(parameters));
    known.add(new Node.Name("self", name.text()));
    String modifier =
        (random.nextInt(4) == 0 ? "@Checkpoint " : "")
            + (random.nextInt(4) == 0 && !kind.equals("recursive") ? "private " : "");
    Node.Block body = generator.body(known, 1 + random.nextInt(2), result);
    return new Program.Helper(name, modifier + head.formatted(name.text()), body, false);
  }
}
