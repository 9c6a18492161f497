package dev.adjoint.integration.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Chooses what a program over tensors takes and gives, and has its methods written. */
final class TensorProgramWriter {
  /** What may be a parameter, beside {@code x} and {@code w}. */
  private static final List<Parameter> CHOICES =
      List.of(
          tensor(Sizes.TWO_THREE, "m"),
          tensor(Sizes.SQUARE, "q"),
          tensor(Sizes.NONE, "s"),
          tensor(Sizes.TWO, "u"),
          tensor(Sizes.THREE_TWO, "p"),
          tensor(Sizes.ROW, "r"),
          tensor(Sizes.COLUMN, "c"),
          tensor(Sizes.BATCH, "b"),
          tensor(Sizes.TWO_THREE, "e"),
          new Parameter("fixed3", "Tensor", "g", true),
          new Parameter("given3", "Tensor[]", "z", true),
          new Parameter("l23", "List<Tensor>", "l", true),
          new Parameter("cell", "Cell", "cell", true),
          new Parameter("dense", "Dense", "dense", true),
          new Parameter("layers", "List<Dense>", "layers", true),
          new Parameter("unit", "Unit", "unit", true),
          new Parameter("number", "double", "a", true),
          new Parameter("fixed", "double", "d", true),
          new Parameter("single", "float", "f", true),
          new Parameter("index", "int", "n", false),
          new Parameter("count", "int", "k", false),
          new Parameter("flag", "boolean", "on", false));

  private final Random random;
  private final Generator generator;
  private final List<Program.Helper> helpers = new ArrayList<>();

  private TensorProgramWriter(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    generator = new Generator(TensorPrograms.DIALECT.grammar(), random);
  }

  private static Parameter tensor(Sizes sizes, String name) {
    return new Parameter(sizes.as("v"), "Tensor", name, true);
  }

  /** The program of a seed. */
  static Program write(long seed) {
    return new TensorProgramWriter(seed).program(seed);
  }

  private Program program(long seed) {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(tensor(Sizes.THREE, "x"));
    parameters.add(tensor(Sizes.THREE, "w"));
    List<Parameter> choices = new ArrayList<>(CHOICES);
    Collections.shuffle(choices, random);
    parameters.addAll(choices.subList(0, 1 + random.nextInt(6)));
    List<Parameter> fields = new ArrayList<>();
    if (random.nextInt(6) == 0) {
      fields.add(new Parameter("fixed33", "Tensor", "weight", true));
      fields.add(new Parameter("fixed3", "Tensor", "bias", true));
      fields.add(new Parameter("index", "int", "size", false));
    }
    if (random.nextInt(3) == 0) {
      parameters.replaceAll(this::withShape);
      fields.replaceAll(this::withShape);
    }
    for (int i = Math.max(0, random.nextInt(5) - 2); i > 0; i--) {
      helpers.add(helper(random.nextInt(5) < 2));
    }
    String result = result();
    List<Node.Name> known = names(false);
    parameters.forEach(parameter -> known.add(parameter.asName()));
    fields.forEach(field -> known.add(field.asName()));
    Node.Block body = generator.body(known, 2 + random.nextInt(5), result);
    Program program =
        new Program(
            TensorPrograms.DIALECT, seed, fields, parameters, List.of(), result, body, helpers);
    return program.withWrt(subset(program.inputs()));
  }

  /** The parameter, of which the compiler may be told the shape. */
  private Parameter withShape(Parameter parameter) {
    boolean isTold = parameter.type().equals("Tensor") && random.nextInt(3) > 0;
    String shape = "@Shape(\"" + Sizes.ofKind(parameter.kind()).java() + "\") Tensor";
    return isTold
        ? new Parameter(parameter.kind(), shape, parameter.name(), parameter.isDifferentiable())
        : parameter;
  }

  /**
   * What helpers may be called.
   *
   * @param fromElsewhere whether by one that stands in a file of its own
   */
  private List<Node.Name> names(boolean fromElsewhere) {
    List<Node.Name> names = new ArrayList<>();
    helpers.stream()
        .filter(helper -> helper.isElsewhere() || !fromElsewhere)
        .forEach(helper -> names.add(helper.name()));
    return names;
  }

  private String result() {
    return switch (random.nextInt(10)) {
      case 0, 1 -> "total";
      case 2 -> "total3";
      case 3 -> "total23";
      case 4 -> "cellValue";
      default -> "loss";
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

  private Program.Helper helper(boolean isElsewhere) {
    Node.Name x = new Node.Name("v3", "x");
    Node.Name w = new Node.Name("v3", "w");
    Node.Name m = new Node.Name("v23", "m");
    Node.Name n = new Node.Name("index", "n");
    Node.Name y = new Node.Name("number", "y");
    return switch (random.nextInt(5)) {
      case 0 ->
          helper(
              isElsewhere, "helper23", "Tensor %s(Tensor m, Tensor x, int n)", "total23", m, x, n);
      case 1 ->
          helper(
              isElsewhere,
              "cellHelper",
              "Cell %s(Cell s, Tensor x)",
              "cellValue",
              new Node.Name("cell", "s"),
              x);
      case 2 ->
          helper(
              isElsewhere,
              "recursive3",
              "Tensor %s(Tensor x, Tensor w, int n)",
              "recursion3",
              x,
              w,
              n);
      case 3 -> helper(isElsewhere, "lossHelper", "float %s(Tensor x, Tensor m)", "loss", x, m);
      default ->
          helper(
              isElsewhere,
              "helper3",
              "Tensor %s(Tensor x, Tensor w, double y, int n)",
              "total3",
              x,
              w,
              y,
              n);
    };
  }

  private Program.Helper helper(
      boolean isElsewhere, String kind, String head, String result, Node.Name... parameters) {
    Node.Name name = generator.fresh(kind);
    List<Node.Name> known = names(isElsewhere);
    known.addAll(List.of(parameters));
    known.add(new Node.Name("self", name.text()));
    boolean isAnnotated = isElsewhere || kind.equals("recursive3") || random.nextInt(4) == 0;
    String modifiers =
        (random.nextInt(5) == 0 ? "@Checkpoint " : "")
            + (isAnnotated ? "@Differentiable " : random.nextInt(4) == 0 ? "private " : "")
            + "static ";
    Node.Block body = generator.body(known, 1 + random.nextInt(3), result);
    return new Program.Helper(name, modifiers + head.formatted(name.text()), body, isElsewhere);
  }
}
