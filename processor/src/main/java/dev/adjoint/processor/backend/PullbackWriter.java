package dev.adjoint.processor.backend;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Body;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the class of a pullback: the value, the residuals, and the backward sweep. */
final class PullbackWriter {
  /** A constructor may have 255, of which {@code this} is one. */
  private static final int MOST_SLOTS = 254;

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

    Names names = names(pullback);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(((Type.Other) pullback.type()).name().simpleName())
            .addModifiers(
                CompanionWriter.modifiers(method.visibility(), Modifier.STATIC, Modifier.FINAL))
            .addSuperinterface(superType)
            .addJavadoc(
                "The value of {@code $L} and what its backward sweep needs.\n", method.name());
    addFields(pullback, names, type);
    type.addMethod(
        MethodSpec.methodBuilder("value")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(valueType)
            .addStatement("return $L", names.of(pullback.value()))
            .build());
    if (pullback.isLast() != null) {
      type.addMethod(
          applying(gradient)
              .addParameter(valueType, names.of(pullback.seed()))
              .addStatement("return apply($L, false)", names.of(pullback.seed()))
              .build());
    }
    type.addMethod(apply(method, names, gradient, valueType));
    new WidePullback(pullback, names).addMethods(type, locals(pullback, names).keySet());
    return type.build();
  }

  /** Whether the residuals are more than a constructor can have parameters. */
  static boolean isWide(Companion.Pullback pullback) {
    int slots = 2;
    for (Variable residual : pullback.residuals()) {
      boolean isLong =
          residual.type() == Type.Primitive.DOUBLE || residual.type() == Type.Primitive.LONG;
      slots += isLong ? 2 : 1;
    }
    return slots >= MOST_SLOTS;
  }

  private static void addFields(Companion.Pullback pullback, Names names, TypeSpec.Builder type) {
    List<Variable> fields = fields(pullback);
    boolean isWide = isWide(pullback);
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE);
    for (Variable field : fields) {
      String name = names.of(field);
      TypeName fieldType = Types.of(field.type());
      FieldSpec.Builder declared = FieldSpec.builder(fieldType, name, Modifier.PRIVATE);
      String remark = pullback.remarks().get(field);
      if (remark != null) {
        declared.addJavadoc("$L\n", remark);
      }
      if (isWide) {
        type.addField(declared.build());
      } else {
        type.addField(declared.addModifiers(Modifier.FINAL).build());
        constructor.addParameter(fieldType, name).addStatement("this.$L = $L", name, name);
      }
    }
    type.addMethod(constructor.build());
  }

  /** The forward sweep; where a constructor cannot take all residuals, they are set one by one. */
  static CodeBlock forward(Companion.Pullback pullback, Names forward) {
    List<Stmt> statements = pullback.forward().main().statements();
    int last = statements.size() - 1;
    if (!isWide(pullback) || !(statements.get(last) instanceof Stmt.Return)) {
      return StatementWriter.write(pullback.forward().main(), forward);
    }
    forward.reserve("pullback");
    Names names = names(pullback);
    List<Expr> values = ((Expr.NewRecord) ((Stmt.Return) statements.get(last)).value()).arguments();
    String type = ((Type.Other) pullback.type()).name().simpleName();
    Code code = new Code();
    new StatementWriter(forward, code).write(new Block(statements.subList(0, last)));
    code.add(type).add(" pullback = new ").add(type).add("()").endStatement();
    List<Variable> fields = fields(pullback);
    WidePullback wide = new WidePullback(pullback, names);
    Set<Variable> kept = wide.keptFields();
    if (pullback.forward().locals() != null) {
      wide.callKeep(code, "pullback", forward.of(pullback.forward().locals().holder()));
    }
    for (int i = 0; i < fields.size(); i++) {
      if (kept.contains(fields.get(i))) {
        continue;
      }
      code.add("pullback.").add(names.of(fields.get(i))).add(" = ");
      new ExpressionWriter(forward, code).write(values.get(i));
      code.endStatement();
    }
    return code.add("return pullback").endStatement().toBlock();
  }

  /** The variables whose values a pullback has. */
  static List<Variable> fields(Companion.Pullback pullback) {
    List<Variable> fields = new ArrayList<>();
    fields.add(pullback.value());
    fields.addAll(pullback.residuals());
    return fields;
  }

  private static Names names(Companion.Pullback pullback) {
    Names names = new Names();
    Set<Variable> visible = new LinkedHashSet<>();
    visible.add(pullback.value());
    visible.addAll(pullback.residuals());
    visible.add(pullback.seed());
    if (pullback.isLast() != null) {
      visible.add(pullback.isLast());
    }
    names.hold(pullback.backward().locals());
    names.addBody(visible, pullback.backward().main());
    visible.forEach(names::of);
    return names;
  }

  private static MethodSpec.Builder applying(TypeName gradient) {
    return MethodSpec.methodBuilder("apply")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(gradient);
  }

  private static MethodSpec apply(
      Companion.Method method, Names names, TypeName gradient, TypeName valueType) {
    Companion.Pullback pullback = method.pullback();
    MethodSpec.Builder apply = applying(gradient);
    String seed = names.of(pullback.seed());
    if (method.result() == Type.Primitive.FLOAT) {
      names.reserve(seed + "Value");
      apply.addParameter(valueType, seed + "Value");
      apply.addStatement("float $L = (float) $L", seed, seed + "Value");
    } else {
      apply.addParameter(valueType, seed);
    }
    if (pullback.isLast() != null) {
      apply.addParameter(TypeName.BOOLEAN, names.of(pullback.isLast()));
    }
    Map<Variable, CodeBlock> locals = locals(pullback, names);
    locals.values().forEach(apply::addStatement);
    return apply.addCode(backward(pullback, names, locals.keySet())).build();
  }

  private static CodeBlock backward(Companion.Pullback pullback, Names names, Set<Variable> local) {
    Body.Locals locals = pullback.backward().locals();
    WidePullback wide = new WidePullback(pullback, names);
    Set<Variable> given = wide.givenVariables(local);
    Code code = new Code();
    StatementWriter writer = new StatementWriter(names, code);
    boolean isFirst = true;
    for (Stmt stmt : pullback.backward().main().statements()) {
      if (isFirst || !(stmt instanceof Stmt.Assign s) || !given.remove(s.variable())) {
        writer.write(new Block(List.of(stmt)));
      }
      if (isFirst && locals != null) {
        // The object was just made.
        wide.callGive(code, local, names.of(locals.holder()));
      }
      isFirst = false;
    }
    return code.toBlock();
  }

  private static boolean isStack(Variable residual) {
    return residual.kind() == Variable.Kind.KEPT && Type.isStack(residual.type());
  }

  /** Residuals that the backward sweep sets back work on copies, so that it can run again. */
  private static Map<Variable, CodeBlock> locals(Companion.Pullback pullback, Names names) {
    Set<Variable> assigned = new LinkedHashSet<>();
    Walk.eachStatement(
        pullback.backward().main(),
        stmt -> {
          if (stmt instanceof Stmt.Assign s) {
            assigned.add(s.variable());
          }
        });
    Map<Variable, CodeBlock> result = new LinkedHashMap<>();
    for (Variable residual : pullback.residuals()) {
      String name = names.of(residual);
      if (pullback.copied().contains(residual)) {
        result.put(
            residual,
            ((Type.Array) residual.type()).rank() == 1
                ? CodeBlock.of("$T $L = this.$L.clone()", Types.of(residual.type()), name, name)
                : CodeBlock.of(
                    "$T $L = $T.copyOf(this.$L)",
                    Types.of(residual.type()),
                    name,
                    ClassName.get("dev.adjoint", "Adjoints"),
                    name));
      } else if (isStack(residual)) {
        result.put(
            residual,
            CodeBlock.of("$T $L = this.$L.copy()", Types.of(residual.type()), name, name));
      } else if (assigned.contains(residual)) {
        result.put(
            residual, CodeBlock.of("$T $L = this.$L", Types.of(residual.type()), name, name));
      }
    }
    return result;
  }
}
