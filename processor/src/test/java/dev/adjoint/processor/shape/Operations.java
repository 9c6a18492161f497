package dev.adjoint.processor.shape;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Operations with shape rules for tests, as a tensor library would declare them. */
final class Operations {
  static final Type.Vector TENSOR =
      new Type.Vector(
          QualifiedName.of("t", "Tensor"),
          "zero",
          "plus",
          "negate",
          "copy",
          "shape",
          "dimension",
          "size",
          "requireShape",
          "add",
          "release",
          "retain",
          "zeros");
  static final Type.Array INTS = new Type.Array(Type.Primitive.INT);

  private static final QualifiedName OWNER = QualifiedName.of("t", "Tensor");

  private final Map<String, Callee> callees = new HashMap<>();
  private final Map<Callee, String> rules = new HashMap<>();

  Operations() {
    add("matmul", "(*b, m, k), (*b, k, n) -> (*b, m, n)", "T this", "T other");
    add("dot", "(n), (n) -> ()", Type.Primitive.FLOAT, "T this", "T other");
    add("plus", "a, b -> broadcast(a, b)", "T this", "T other");
    add("scale", "x, () -> x", "T this", "T factor");
    add("where", "c, a, b -> broadcast(c, a, b)", "T condition", "T a", "T b");
    add("relu", "x -> x", "T x");
    add("mse", "a, a -> ()", Type.Primitive.FLOAT, "T prediction", "T target");
    add("crossEntropy", "(n, c), labels: (n) -> ()", Type.Primitive.FLOAT, "T logits", "I labels");
    add("embedding", "(v, d), tokens: s -> (v, d)", "T table", "I tokens");
    add("sum", "x -> without(x, axes)", "T this", "I axes");
    add("mean", "x -> ones(x, axes)", "T this", "I axes");
    add("argmax", "x -> without(x, axis)", "T this", "i axis");
    add("last", "x -> without(x, -1)", "T this");
    add("swap", "x -> swap(x, i, j)", "T this", "i i", "i j");
    add("transpose", "x -> swap(x, -2, -1)", "T this");
    add("permute", "x -> permute(x, axes)", "T this", "I axes");
    add("reshape", "x -> reshape(x, dims)", "T this", "I dims");
    add("flat", "x -> reshape(x, -1)", "T this");
    add("zeros", "-> dims(dims)", "I dims");
    add("eye", "-> (n, n)", "i n");
    add("inverse", "(*b, n, n) -> (*b, n, n)", "T this");
    add("glu", "(*b, 2*d) -> (*b, d)", "T this");
    add("rgb", "(n, 3) -> (n)", "T image");
    add("oneHot", "labels: (n) -> (n, classes)", "I labels", "i classes");
    add("classify", "(n, classes) -> (n)", "T logits", "i classes");
    add("twice", "(n), (2*n) -> (n)", "T this", "T other");
    add(
        "conv2d",
        "(n, c, h, w), (f, c, kh, kw)"
            + " -> (n, f, (h + 2*padding - kh)/stride + 1, (w + 2*padding - kw)/stride + 1)",
        "T this",
        "T kernel",
        "i stride",
        "i padding");
    add(
        "windows",
        "x, steps: (2) -> (x[0], (x[-1] - size)/steps[1] + 1) where size <= x[-1], x[0] ="
            + " 2*(x[0]/2)",
        "T this",
        "i size",
        "I steps");
    add("pool", "(n, c, h, w) -> (n, c, h/size, w/size)", "T this", "i size");
    add("firstColumns", "(n, c) -> (n, count)", "T this", "i count");
    add("squeeze", "x -> squeeze(x)", "T x");
    add("squeezeAt", "x -> squeeze(x, axes)", "T x", "I axes");
    add("unsqueeze", "x -> insert(x, axis, 1)", "T x", "i axis");
    add("flatten", "x -> flatten(x, first, last)", "T x", "i first", "i last");
    add("slice", "x -> slice(x, axes, from, to, by)", "T x", "I axes", "I from", "I to", "I by");
    add("narrow", "x -> narrow(x, axis, start, length)", "T x", "i axis", "i start", "i length");
    add("concat", "-> concat(parts, axis)", "L parts", "i axis");
    add("stack", "-> stack(parts, axis)", "L parts", "i axis");
    add("chunk", "x -> chunks(x, axis, n)", new Type.Array(TENSOR), "T x", "i axis", "i n");
    add("einsum", "-> einsum(operands, equation)", "S equation", "L operands");
    add("product", "a, b -> product(a, b)", "T a", "T b");
    add("opaque", "", "T this");
  }

  private void add(String name, String rule, String... operands) {
    add(name, rule, TENSOR, operands);
  }

  private void add(String name, String rule, Type result, String... operands) {
    Callee callee = callee(name, result, operands);
    callees.put(name, callee);
    rules.put(callee, rule);
  }

  /** A method; each operand is a letter for its type and a name. */
  static Callee callee(String name, Type result, String... operands) {
    List<Callee.Operand> list = new ArrayList<>();
    for (String operand : operands) {
      Type type =
          switch (operand.charAt(0)) {
            case 'T' -> TENSOR;
            case 'I' -> INTS;
            case 'L' -> new Type.Array(TENSOR);
            case 'S' -> new Type.Other(QualifiedName.of("java.lang", "String"), List.of());
            default -> Type.Primitive.INT;
          };
      list.add(new Callee.Operand(operand.substring(2), type));
    }
    return new Callee(OWNER, name, true, list, result, Callee.Kind.PRIMITIVE);
  }

  Callee named(String name) {
    return Objects.requireNonNull(callees.get(name), name);
  }

  String rule(Callee callee) {
    return rules.getOrDefault(callee, "");
  }
}
