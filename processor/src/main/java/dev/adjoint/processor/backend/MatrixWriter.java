package dev.adjoint.processor.backend;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes the methods that give whole matrices: a Hessian by a Hessian-vector product for each unit
 * vector, a Jacobian by a product of either mode for each.
 */
final class MatrixWriter {
  private static final String RUNTIME = "dev.adjoint";
  private static final ClassName BASIS = ClassName.get(RUNTIME, "Basis");

  private static final ClassName DIRECTION = ClassName.get(RUNTIME, "Direction");

  private final Companion.Method method;
  private final Set<String> taken = new HashSet<>();
  private final Names names = new Names();
  private final List<CodeBlock> arguments = new ArrayList<>();

  /** For each input the variable that stands for its part of the unit vectors. */
  private final List<String> parts = new ArrayList<>();

  private MatrixWriter(Companion.Method method) {
    this.method = method;
    for (Variable parameter : method.parameters()) {
      taken.add(names.of(parameter));
      arguments.add(CodeBlock.of("$L", names.of(parameter)));
    }
  }

  /** The Hessian of a method with a scalar result. */
  static MethodSpec hessian(Companion.Method method, Companion.Hessian hessian) {
    return new MatrixWriter(method).hessian(hessian.name(), hessian.hvp());
  }

  /** The Jacobian, made as is cheaper, and made as is wished. */
  static List<MethodSpec> jacobian(Companion.Method method, Companion.Jacobian jacobian) {
    return List.of(
        new MatrixWriter(method).cheaper(jacobian.name()),
        new MatrixWriter(method).jacobian(jacobian.name(), jacobian.jvp()));
  }

  private MethodSpec hessian(String name, String hvp) {
    ClassName result = ClassName.get(RUNTIME, "ValueAndHessian");
    MethodSpec.Builder builder =
        header(name, "its gradient and its Hessian with respect to")
            .returns(ParameterizedTypeName.get(result, Types.of(method.gradient()).box()));
    addParameters(builder);
    String basis = local("basis");
    addParts(builder, basis);
    String first = local("first");
    builder.addStatement(
        "$T $L = $L($L)",
        Types.of(CompanionWriter.valueAndGradientType(method)),
        first,
        method.name(),
        list(arguments));
    String hessian = local("hessian");
    builder.addStatement("double[][] $L = new double[$L.size()][$L.size()]", hessian, basis, basis);
    String row = local("i");
    builder.beginControlFlow("for (int $L = 0; $L < $L.length; $L++)", row, row, hessian, row);
    putGradient(
        builder,
        CodeBlock.of("$L($L).hvp()", hvp, list(units(row))),
        CodeBlock.of("$L[$L]", hessian, row));
    return builder
        .endControlFlow()
        .addStatement(
            "return new $T<>($L.value(), $L.gradient(), $L)", result, first, first, hessian)
        .build();
  }

  private MethodSpec cheaper(String name) {
    MethodSpec.Builder builder =
        header(name, "its Jacobian with respect to").returns(jacobianType());
    addParameters(builder);
    List<CodeBlock> all = new ArrayList<>();
    all.add(CodeBlock.of("$T.CHEAPER", DIRECTION));
    all.addAll(arguments);
    return builder.addStatement("return $L($L)", name, list(all)).build();
  }

  private MethodSpec jacobian(String name, String jvp) {
    MethodSpec.Builder builder =
        header(name, "its Jacobian, made in a given direction, with respect to")
            .returns(jacobianType());
    String direction = local("direction");
    builder.addParameter(DIRECTION, direction);
    addParameters(builder);
    String inputs = local("inputs");
    addParts(builder, inputs);
    String pullback = local("pullback");
    builder.addStatement(
        "$T $L = $LPullback($L)",
        Types.of(method.pullback().type()),
        pullback,
        method.name(),
        list(arguments));
    String outputs = local("outputs");
    String part = local("valuePart");
    builder.addStatement("$T $L = new $T()", BASIS, outputs, BASIS);
    builder.addStatement(
        "$T $L = $L.add($L, $L.value())",
        partType(resultType()),
        part,
        outputs,
        Spaces.of(resultType()),
        pullback);
    String jacobian = local("jacobian");
    builder.addStatement(
        "double[][] $L = new double[$L.size()][$L.size()]", jacobian, outputs, inputs);
    builder.beginControlFlow("if ($L.isForward($L, $L))", direction, inputs, outputs);
    String column = local("column");
    builder.addStatement("double[] $L = new double[$L.size()]", column, outputs);
    String j = local("j");
    builder.beginControlFlow("for (int $L = 0; $L < $L.size(); $L++)", j, j, inputs, j);
    boolean isWidened = method.result() == Type.Primitive.FLOAT;
    builder.addStatement(
        "$L.put($L$L($L).tangent(), $L)",
        part,
        isWidened ? "(double) " : "",
        jvp,
        list(units(j)),
        column);
    builder.addStatement("$T.setColumn($L, $L, $L)", BASIS, jacobian, j, column);
    builder.endControlFlow().nextControlFlow("else");
    String i = local("i");
    builder.beginControlFlow("for (int $L = 0; $L < $L.size(); $L++)", i, i, outputs, i);
    putGradient(
        builder,
        CodeBlock.of("$L.apply($L.unit($L))", pullback, part, i),
        CodeBlock.of("$L[$L]", jacobian, i));
    return builder
        .endControlFlow()
        .endControlFlow()
        .addStatement(
            "return new $T<>($L.value(), $L)",
            ClassName.get(RUNTIME, "ValueAndJacobian"),
            pullback,
            jacobian)
        .build();
  }

  /** A pullback gives a {@code float} as a {@code double}. */
  private Type resultType() {
    return method.result() == Type.Primitive.FLOAT ? Type.Primitive.DOUBLE : method.result();
  }

  private TypeName jacobianType() {
    return ParameterizedTypeName.get(
        ClassName.get(RUNTIME, "ValueAndJacobian"), Types.of(resultType()).box());
  }

  private MethodSpec.Builder header(String name, String what) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(CompanionWriter.modifiers(method.visibility(), Modifier.STATIC))
        .addJavadoc(
            "The value of {@code $L} ($L) and $L $L.\n",
            method.name(),
            method.source(),
            what,
            CompanionWriter.inputs(method));
  }

  private void addParameters(MethodSpec.Builder builder) {
    for (Variable parameter : method.parameters()) {
      builder.addParameter(Types.of(parameter.type()), names.of(parameter));
    }
  }

  /** Declares a basis of all inputs, and what stands for each of them. */
  private void addParts(MethodSpec.Builder builder, String basis) {
    builder.addStatement("$T $L = new $T()", BASIS, basis, BASIS);
    for (Variable input : method.inputs()) {
      String part = local(names.of(input) + "Part");
      parts.add(part);
      builder.addStatement(
          "$T $L = $L.add($L, $L)",
          partType(input.type()),
          part,
          basis,
          Spaces.of(input.type()),
          names.of(input));
    }
  }

  private static TypeName partType(Type type) {
    return ParameterizedTypeName.get(BASIS.nestedClass("Part"), Types.of(type).box());
  }

  /** The arguments, and behind them a unit vector. */
  private List<CodeBlock> units(String index) {
    List<CodeBlock> result = new ArrayList<>(arguments);
    parts.forEach(part -> result.add(CodeBlock.of("$L.unit($L)", part, index)));
    return result;
  }

  /** Writes the numbers of a gradient into a row. */
  private void putGradient(MethodSpec.Builder builder, CodeBlock gradient, CodeBlock row) {
    String product = local("product");
    builder.addStatement("$T $L = $L", Types.of(method.gradient()), product, gradient);
    List<Type.Component> components = method.gradientComponents();
    for (int i = 0; i < parts.size(); i++) {
      String component = components.isEmpty() ? "" : "." + components.get(i).name() + "()";
      builder.addStatement("$L.put($L$L, $L)", parts.get(i), product, component, row);
    }
  }

  private static CodeBlock list(List<CodeBlock> blocks) {
    return blocks.stream().collect(CodeBlock.joining(", "));
  }

  private String local(String name) {
    String own = name;
    for (int i = 2; !taken.add(own); i++) {
      own = name + i;
    }
    return own;
  }
}
