package dev.adjoint.processor.frontend;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.frontend.attribution.SourceText;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Mode;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.rule.CompanionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * A class that is about to be generated, as far as declarations tell: so that methods which call
 * what is generated have types before it is there.
 */
final class CompanionStub {
  private static final String RUNTIME = "dev.adjoint.";

  private final TypeElement type;
  private final TypeReader types;
  private final ParameterTrees trees;
  private final QualifiedName name;
  private final StringBuilder members = new StringBuilder();

  private CompanionStub(TypeElement type, TypeReader types, ParameterTrees trees) {
    this.type = type;
    this.types = types;
    this.trees = trees;
    this.name = TypeReader.nameOf(type).companion("Grad");
  }

  /** The name of what is generated for a class. */
  static String nameOf(TypeElement type) {
    return TypeReader.nameOf(type).companion("Grad").simpleName();
  }

  /** What is generated for a class, without bodies. */
  static SourceText of(TypeElement type, TypeReader types, ParameterTrees trees) {
    return new CompanionStub(type, types, trees).write();
  }

  private SourceText write() {
    CalleeReader callees = new CalleeReader(types);
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      if (Annotations.find(method, "Differentiable") == null) {
        continue;
      }
      AnnotatedMethod annotated =
          AnnotatedMethod.createIfValid(method, types, trees, new Findings());
      if (annotated != null) {
        Callee callee = callees.read(method, other -> false);
        add(annotated, CompanionRule.of(callee, annotated.name(), annotated.inputs()));
      }
    }
    String packageName = name.packageName();
    String text =
        (packageName.isEmpty() ? "" : "package " + packageName + ";\n")
            + "@dev.adjoint.annotations.GeneratedByAdjoint public final class "
            + name.simpleName()
            + " {\n"
            + members
            + "}\n";
    return new SourceText(
        packageName.isEmpty() ? name.simpleName() : packageName + "." + name.simpleName(), text);
  }

  private void add(AnnotatedMethod annotated, CompanionRule rule) {
    ExecutableElement method = annotated.method();
    List<String> parameters = new ArrayList<>();
    List<String> inputs = new ArrayList<>();
    boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
    if (!isStatic) {
      String receiver = CompanionRule.receiverName(TypeReader.nameOf(type));
      parameters.add(TypeText.of(type.asType()) + " " + receiver + "$");
      if (rule.inputs().contains("this")) {
        inputs.add(TypeText.of(type.asType()));
      }
    }
    List<TypeMirror> differentiated = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      String text = TypeText.of(parameter.asType());
      parameters.add(text + " " + parameter.getSimpleName());
      if (rule.inputs().contains(parameter.getSimpleName().toString())) {
        inputs.add(text);
        differentiated.add(parameter.asType());
      }
    }
    String gradient = gradient(rule, inputs, differentiated);
    TypeMirror result = method.getReturnType();
    boolean isScalar = result.getKind() == TypeKind.DOUBLE || result.getKind() == TypeKind.FLOAT;
    if (isScalar) {
      method(RUNTIME + "ValueAndGradient<" + gradient + ">", rule.method(), parameters);
    }
    String pullback = rule.pullback().name().simpleName();
    String above =
        isScalar
            ? "ScalarPullback<" + gradient + ">"
            : "Pullback<" + TypeText.of(result) + ", " + gradient + ">";
    members.append("  public interface ").append(pullback).append(" extends ");
    members.append(RUNTIME).append(above).append(" {}\n");
    method(pullback, rule.method() + "Pullback", parameters);
    if (annotated.modes().contains(Mode.JVP)) {
      List<String> all = withTangents(parameters, inputs);
      String both = RUNTIME + "ValueAndTangent<" + TypeText.boxed(result) + ">";
      method(both, Mode.JVP.of(rule.method()), all);
    }
    if (annotated.modes().contains(Mode.HESSIAN) && isScalar) {
      String hessian = RUNTIME + "ValueAndHessian<" + gradient + ">";
      method(hessian, Mode.HESSIAN.of(rule.method()), parameters);
    }
    if (annotated.modes().contains(Mode.JACOBIAN)) {
      String y = result.getKind() == TypeKind.FLOAT ? "Double" : TypeText.boxed(result);
      String jacobian = RUNTIME + "ValueAndJacobian<" + y + ">";
      method(jacobian, Mode.JACOBIAN.of(rule.method()), parameters);
      List<String> all = new ArrayList<>(parameters);
      all.add(0, RUNTIME + "Direction direction$");
      method(jacobian, Mode.JACOBIAN.of(rule.method()), all);
    }
    if (annotated.modes().contains(Mode.GRAPH)) {
      List<String> all = new ArrayList<>(parameters);
      if (!isScalar) {
        all.add(TypeText.of(result) + " seed$");
      }
      method(RUNTIME + "graph.ComputationGraph", Mode.GRAPH.of(rule.method()), all);
    }
    if (annotated.modes().contains(Mode.HVP)) {
      if (isScalar) {
        List<String> all = withTangents(parameters, inputs);
        method(RUNTIME + "ValueAndHvp<" + gradient + ">", Mode.HVP.of(rule.method()), all);
      }
      parameters.add(TypeText.of(result) + " seed$");
      inputs.add(TypeText.of(result));
      method(
          RUNTIME + "ValueAndTangent<" + gradient + ">",
          rule.method() + "PullbackJvp",
          withTangents(parameters, inputs));
    }
  }

  private String gradient(
      CompanionRule rule, List<String> inputs, List<TypeMirror> differentiated) {
    if (rule.components().isEmpty()) {
      return differentiated.isEmpty() ? inputs.get(0) : TypeText.boxed(differentiated.get(0));
    }
    String record = ((Type.Other) rule.gradient()).name().simpleName();
    List<String> components = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      components.add(inputs.get(i) + " " + rule.components().get(i).name());
    }
    members.append("  public record ").append(record);
    members.append(components.stream().collect(Collectors.joining(", ", "(", ") {}\n")));
    return record;
  }

  private static List<String> withTangents(List<String> parameters, List<String> inputs) {
    List<String> result = new ArrayList<>(parameters);
    for (int i = 0; i < inputs.size(); i++) {
      result.add(inputs.get(i) + " dot$" + i);
    }
    return result;
  }

  private void method(String result, String method, List<String> parameters) {
    members.append("  public static ").append(result).append(' ').append(method);
    members.append(parameters.stream().collect(Collectors.joining(", ", "(", ")")));
    members.append(" { throw new AssertionError(); }\n");
  }
}
