package dev.adjoint.processor.frontend;

import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.rule.PrimitiveRule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The made-up class in which the rules of one primitive are checked: a static method for each, on a
 * line of its own.
 */
record RuleClass(
    RuleReader.Wanted primitive,
    String simpleName,
    List<Rule> rules,
    PrimitiveRule empty,
    boolean isFusion) {

  /**
   * A rule.
   *
   * @param operand the operand of a {@code @Vjp}, empty for {@code @Jvp}
   */
  record Rule(String operand, String text, String method) {
    boolean isVjp() {
      return !operand.isEmpty();
    }
  }

  /** Before the first rule: the package, the imports, and the head of the class. */
  private static final int HEADER_LINES = 3;

  private static final String RECEIVER = "this_";

  /** What every rule's method is called, with its number behind: a name that nobody else has. */
  private static final String METHOD = "adjoint$rule";

  private static final Pattern THIS = Pattern.compile("\\bthis\\b");

  static RuleClass of(RuleReader.Wanted primitive, String simpleName) {
    Annotations.View annotation =
        java.util.Objects.requireNonNull(Annotations.find(primitive.method(), "Primitive"));
    String prefix = METHOD + "$" + simpleName + "$";
    List<Rule> rules = new ArrayList<>();
    for (Annotations.View vjp : Annotations.vjps(primitive.method())) {
      String of = vjp.string("of");
      TypeMirror type = operandType(primitive, of);
      if (type == null) {
        reportUnknownOperand(primitive, of);
        continue;
      }
      String parameters =
          parameters(primitive)
              + ", "
              + TypeText.of(primitive.method().getReturnType())
              + " y, "
              + TypeText.of(primitive.method().getReturnType())
              + " yBar";
      rules.add(rule(prefix + rules.size(), of, vjp.string("is"), TypeText.of(type), parameters));
    }
    Annotations.View jvp = Annotations.find(primitive.method(), "Jvp");
    if (jvp != null) {
      String result = TypeText.of(primitive.method().getReturnType());
      String parameters = parameters(primitive) + ", " + result + " y" + tangents(primitive);
      rules.add(rule(prefix + rules.size(), "", jvp.string("value"), result, parameters));
    }
    return new RuleClass(primitive, simpleName, rules, declared(annotation), false);
  }

  /** The class in which the expression is checked that a method computes at once. */
  static RuleClass ofFusion(RuleReader.Wanted fused, String simpleName, Annotations.View fuses) {
    String name = METHOD + "$" + simpleName + "$0";
    TypeMirror returned = fused.method().getReturnType();
    // What adds in place to its first operand is written as the sum.
    TypeMirror result =
        returned.getKind() == TypeKind.VOID
            ? fused.method().getParameters().get(0).asType()
            : returned;
    Rule rule = rule(name, "", fuses.string("value"), TypeText.of(result), parameters(fused));
    return new RuleClass(
        fused, simpleName, List.of(rule), new PrimitiveRule("", false, false), true);
  }

  /** What a primitive says of its result, its rules left out. */
  static PrimitiveRule declared(Annotations.View primitive) {
    return new PrimitiveRule(
        primitive.string("shape"), primitive.flag("view"), primitive.flag("resizes"));
  }

  private static Rule rule(
      String name, String operand, String text, String result, String parameters) {
    // On one line, whatever the rule contains: the line tells which rule an error is about.
    String expression = THIS.matcher(text.replaceAll("\\s+", " ")).replaceAll(RECEIVER);
    return new Rule(
        operand,
        text,
        "static " + result + " " + name + "(" + parameters + ") { return (" + expression + "); }");
  }

  private static void reportUnknownOperand(RuleReader.Wanted primitive, String of) {
    List<String> names = primitive.callee().operands().stream().map(Callee.Operand::name).toList();
    if (names.stream().anyMatch(name -> name.matches("arg[0-9]+"))) {
      primitive
          .findings()
          .add(Message.NO_PARAMETER_NAMES, primitive.position(), primitive.callee().owner());
    } else {
      primitive
          .findings()
          .add(
              Message.RULE_OPERAND,
              primitive.position(),
              primitive.callee(),
              of,
              Suggestion.among(names, of));
    }
  }

  private static @Nullable TypeMirror operandType(RuleReader.Wanted primitive, String name) {
    if (name.equals("this")) {
      return primitive.callee().isStatic()
          ? null
          : primitive.method().getEnclosingElement().asType();
    }
    return primitive.method().getParameters().stream()
        .filter(parameter -> parameter.getSimpleName().contentEquals(name))
        .map(parameter -> parameter.asType())
        .findFirst()
        .orElse(null);
  }

  private static String parameters(RuleReader.Wanted primitive) {
    List<String> result = new ArrayList<>();
    if (!primitive.callee().isStatic()) {
      result.add(TypeText.of(primitive.method().getEnclosingElement().asType()) + " " + RECEIVER);
    }
    primitive
        .method()
        .getParameters()
        .forEach(
            parameter ->
                result.add(TypeText.of(parameter.asType()) + " " + parameter.getSimpleName()));
    return String.join(", ", result);
  }

  /** A tangent for each operand that can have one. */
  private static String tangents(RuleReader.Wanted primitive) {
    StringBuilder result = new StringBuilder();
    for (Callee.Operand operand : primitive.callee().operands()) {
      TypeMirror type = operandType(primitive, operand.name());
      if (type != null && operand.type().isDifferentiable() && !operand.constant()) {
        result
            .append(", ")
            .append(TypeText.of(type))
            .append(' ')
            .append(operand.name())
            .append("Dot");
      }
    }
    return result.toString();
  }

  String qualifiedName() {
    String packageName = primitive.callee().owner().packageName();
    return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
  }

  String text() {
    String packageName = primitive.callee().owner().packageName();
    StringBuilder result = new StringBuilder();
    result.append(packageName.isEmpty() ? "" : "package " + packageName + ";").append('\n');
    result.append(packageName.isEmpty() ? "" : imports()).append('\n');
    result.append("final class ").append(simpleName).append(" {\n");
    rules.forEach(rule -> result.append("  ").append(rule.method()).append('\n'));
    return result.append("}\n").toString();
  }

  /** Reports that a rule cannot be used. */
  void report(int rule, String why) {
    primitive
        .findings()
        .add(
            Message.BAD_RULE,
            primitive.position(),
            rules.get(rule).text(),
            primitive.callee(),
            why);
  }

  /** What the class that declares the operation, and those around it, have. */
  private String imports() {
    StringBuilder result = new StringBuilder();
    for (Element at = primitive.method().getEnclosingElement();
        at instanceof TypeElement type;
        at = at.getEnclosingElement()) {
      if (!type.getModifiers().contains(Modifier.PRIVATE)) {
        result.append("import static ").append(type.getQualifiedName()).append(".*; ");
      }
    }
    return result.toString();
  }

  /** The number of the rule that a method stands for, -1 if it is another method. */
  int ruleOf(CharSequence method) {
    String prefix = METHOD + "$" + simpleName + "$";
    String name = method.toString();
    return name.startsWith(prefix) ? Integer.parseInt(name.substring(prefix.length())) : -1;
  }

  /** The rule on a line, from 1. */
  int ruleAtLine(int line) {
    return Math.max(0, Math.min(line - HEADER_LINES - 1, rules.size() - 1));
  }
}
