package dev.adjoint.processor.backend;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import dev.adjoint.processor.ir.Body;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Visibility;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes the class that holds the derivatives of another class's methods. */
public final class CompanionWriter {
  static final AnnotationSpec GENERATED =
      AnnotationSpec.builder(ClassName.get("dev.adjoint.annotations", "GeneratedByAdjoint"))
          .build();

  private CompanionWriter() {}

  /** The file as text. */
  public static String write(Companion companion) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(Types.of(companion.name()))
            .addAnnotation(GENERATED)
            .addModifiers(modifiers(Visibility.of(companion.isPublic()), Modifier.FINAL))
            .addJavadoc(
                "Derivatives of the annotated methods of {@link $T}, written by Adjoint.\n",
                Types.of(companion.of()))
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    for (Companion.Method method : companion.methods()) {
      if (method.valueAndGradient() != null) {
        type.addMethod(valueAndGradient(method, method.valueAndGradient()));
        PartWriter.write(method.valueAndGradient(), type);
      }
      type.addMethod(pullback(method));
      PartWriter.write(method.pullback().forward(), type);
      type.addType(PullbackWriter.write(method));
      PartWriter.write(method.pullback().backward(), type);
      for (Companion.Derivative derivative : method.derivatives()) {
        type.addMethod(DerivativeWriter.write(method, derivative));
        PartWriter.write(derivative.body(), type);
      }
      Companion.Hessian hessian = method.hessian();
      if (hessian != null) {
        type.addMethod(MatrixWriter.hessian(method, hessian));
      }
      Companion.Jacobian jacobian = method.jacobian();
      if (jacobian != null) {
        MatrixWriter.jacobian(method, jacobian).forEach(type::addMethod);
      }
      if (!method.gradientComponents().isEmpty()) {
        type.addType(gradientRecord(method));
      }
    }
    return JavaFile.builder(companion.name().packageName(), type.build())
        .skipJavaLangImports(true)
        .indent("  ")
        .build()
        .toString();
  }

  static Modifier[] modifiers(Visibility visibility, Modifier... others) {
    List<Modifier> result = new ArrayList<>();
    switch (visibility) {
      case PUBLIC -> result.add(Modifier.PUBLIC);
      case PRIVATE -> result.add(Modifier.PRIVATE);
      case PACKAGE -> {}
    }
    result.addAll(List.of(others));
    return result.toArray(Modifier[]::new);
  }

  private static MethodSpec valueAndGradient(Companion.Method method, Body body) {
    Names names = new Names();
    names.hold(body.locals());
    names.addBody(method.parameters(), body.main());
    method.parameters().forEach(names::of);
    return method(method, method.name(), names)
        .addJavadoc(
            "The value of {@code $L} ($L) and its gradient with respect to $L.\n\n<p>$L\n",
            method.name(),
            method.source(),
            inputs(method),
            kept(method))
        .returns(Types.of(valueAndGradientType(method)))
        .addCode(StatementWriter.write(body.main(), names))
        .build();
  }

  /** The type that a one-shot method returns. */
  public static Type valueAndGradientType(Companion.Method method) {
    return new Type.Other(
        dev.adjoint.processor.ir.QualifiedName.of("dev.adjoint", "ValueAndGradient"),
        List.of(method.gradient()));
  }

  private static MethodSpec pullback(Companion.Method method) {
    Names names = new Names();
    names.hold(method.pullback().forward().locals());
    names.addBody(method.parameters(), method.pullback().forward().main());
    method.parameters().forEach(names::of);
    CodeBlock forward = PullbackWriter.forward(method.pullback(), names);
    return method(method, method.name() + "Pullback", names)
        .addJavadoc(
            "The value of {@code $L} ($L) and its vector-Jacobian product with respect to $L.\n",
            method.name(),
            method.source(),
            inputs(method))
        .returns(Types.of(method.pullback().type()))
        .addCode(forward)
        .build();
  }

  private static MethodSpec.Builder method(Companion.Method method, String name, Names names) {
    MethodSpec.Builder builder =
        MethodSpec.methodBuilder(name)
            .addModifiers(modifiers(method.visibility(), Modifier.STATIC));
    for (Variable parameter : method.parameters()) {
      builder.addParameter(
          ParameterSpec.builder(Types.of(parameter.type()), names.of(parameter)).build());
    }
    return builder;
  }

  private static TypeSpec gradientRecord(Companion.Method method) {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
    for (Type.Component component : method.gradientComponents()) {
      constructor.addParameter(Types.of(component.type()).withoutAnnotations(), component.name());
    }
    return TypeSpec.recordBuilder(((Type.Other) method.gradient()).name().simpleName())
        .addModifiers(modifiers(method.visibility()))
        .addJavadoc(
            "The gradient of {@code $L}: a component for each of its inputs.\n", method.name())
        .recordConstructor(constructor.build())
        .build();
  }

  static CodeBlock inputs(Companion.Method method) {
    return method.inputs().stream()
        .map(input -> CodeBlock.of("{@code $L}", nameOf(input)))
        .collect(CodeBlock.joining(", "));
  }

  private static String nameOf(Variable input) {
    return input.kind() == Variable.Kind.RECEIVER ? "this" : input.name();
  }

  /** What the header says about the values that live from one sweep to the other. */
  private static String kept(Companion.Method method) {
    if (method.isFused()) {
      return "Each trip of a loop that only adds up goes backward right after it went forward, so"
          + " that nothing\nis kept from one trip to the next.";
    }
    Set<String> values =
        method.pullback().residuals().stream()
            .filter(variable -> !method.parameters().contains(variable))
            .map(Variable::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return values.isEmpty()
        ? "The backward sweep needs nothing but the arguments."
        : "Kept for the backward sweep: "
            + values.stream().map(name -> "{@code " + name + "}").collect(Collectors.joining(", "))
            + ".";
  }
}
