package dev.adjoint.processor.backend;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the class of a pullback: the value, the residuals, and the backward sweep. */
final class PullbackWriter {
  private PullbackWriter() {}

  static TypeSpec write(Companion.Method method) {
    Companion.Pullback pullback = method.pullback();
    boolean isScalar = method.result().isFloating();
    TypeName gradient = Types.of(method.gradient()).box();
    TypeName superType =
        isScalar
            ? ParameterizedTypeName.get(ClassName.get("dev.adjoint", "ScalarPullback"), gradient)
            : ParameterizedTypeName.get(
                ClassName.get("dev.adjoint", "Pullback"),
                Types.of(method.result()).box(),
                gradient);
    TypeName valueType = isScalar ? TypeName.DOUBLE : Types.of(method.result());

    Names names = new Names();
    Set<Variable> visible = new LinkedHashSet<>();
    visible.add(pullback.value());
    visible.addAll(pullback.residuals());
    visible.add(pullback.seed());
    names.addBody(visible, pullback.backward());
    visible.forEach(names::of);

    TypeSpec.Builder type =
        TypeSpec.classBuilder(((Type.Other) pullback.type()).name().simpleName())
            .addModifiers(
                CompanionWriter.modifiers(method.isPublic(), Modifier.STATIC, Modifier.FINAL))
            .addSuperinterface(superType)
            .addJavadoc(
                "The value of {@code $L} and what its backward sweep needs.\n", method.name());
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE);
    addField(pullback.value(), names, type, constructor);
    for (Variable field : pullback.residuals()) {
      addField(field, names, type, constructor);
    }
    type.addMethod(constructor.build());
    type.addMethod(
        MethodSpec.methodBuilder("value")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(valueType)
            .addStatement("return $L", names.of(pullback.value()))
            .build());
    type.addMethod(apply(method, names, gradient, valueType));
    return type.build();
  }

  private static void addField(
      Variable field, Names names, TypeSpec.Builder type, MethodSpec.Builder constructor) {
    String name = names.of(field);
    TypeName fieldType = Types.of(field.type());
    type.addField(fieldType, name, Modifier.PRIVATE, Modifier.FINAL);
    constructor.addParameter(fieldType, name).addStatement("this.$L = $L", name, name);
  }

  private static MethodSpec apply(
      Companion.Method method, Names names, TypeName gradient, TypeName valueType) {
    Companion.Pullback pullback = method.pullback();
    MethodSpec.Builder apply =
        MethodSpec.methodBuilder("apply")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(gradient);
    String seed = names.of(pullback.seed());
    if (method.result() == Type.Primitive.FLOAT) {
      names.reserve(seed + "Value");
      apply.addParameter(valueType, seed + "Value");
      apply.addStatement("float $L = (float) $L", seed, seed + "Value");
    } else {
      apply.addParameter(valueType, seed);
    }
    for (CodeBlock local : locals(pullback, names)) {
      apply.addStatement(local);
    }
    return apply.addCode(new StatementWriter(names).write(pullback.backward())).build();
  }

  private static boolean isStack(Variable residual) {
    return residual.kind() == Variable.Kind.KEPT && residual.type() instanceof Type.Other;
  }

  /** Residuals that the backward sweep sets back work on copies, so that it can run again. */
  private static List<CodeBlock> locals(Companion.Pullback pullback, Names names) {
    Set<Variable> assigned = new LinkedHashSet<>();
    Walk.eachStatement(
        pullback.backward(),
        stmt -> {
          if (stmt instanceof Stmt.Assign s) {
            assigned.add(s.variable());
          }
        });
    List<CodeBlock> result = new ArrayList<>();
    for (Variable residual : pullback.residuals()) {
      String name = names.of(residual);
      if (pullback.restored().contains(residual)) {
        result.add(
            ((Type.Array) residual.type()).rank() == 1
                ? CodeBlock.of("$T $L = this.$L.clone()", Types.of(residual.type()), name, name)
                : CodeBlock.of(
                    "$T $L = $T.copyOf(this.$L)",
                    Types.of(residual.type()),
                    name,
                    ClassName.get("dev.adjoint", "Adjoints"),
                    name));
      } else if (isStack(residual)) {
        result.add(CodeBlock.of("$T $L = this.$L.copy()", Types.of(residual.type()), name, name));
      } else if (assigned.contains(residual)) {
        result.add(CodeBlock.of("$T $L = this.$L", Types.of(residual.type()), name, name));
      }
    }
    return result;
  }
}
