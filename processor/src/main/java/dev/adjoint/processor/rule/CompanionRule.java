package dev.adjoint.processor.rule;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Shapes;
import dev.adjoint.processor.ir.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * What is generated for an annotated method: the names follow from its declaration alone, so that
 * other files can call it before it is written.
 *
 * @param companion the generated class
 * @param method the name of the generated methods
 * @param inputs the operands that the method is differentiated with respect to
 * @param gradient the type of the gradient
 * @param components the components of the gradient's record, empty if there is one input
 * @param pullback the type of the pullback
 */
public record CompanionRule(
    QualifiedName companion,
    String method,
    List<String> inputs,
    Type gradient,
    List<Type.Component> components,
    Type.Other pullback) {

  /** What Java allows no component of a record to be called. */
  private static final Set<String> NOT_COMPONENTS =
      Set.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  public CompanionRule {
    inputs = List.copyOf(inputs);
    components = List.copyOf(components);
  }

  /**
   * @param method the name of the generated methods
   * @param inputs the names of operands; {@code this} is the receiver
   */
  public static CompanionRule of(Callee callee, String method, List<String> inputs) {
    return of(callee.owner().companion("Grad"), callee, method, inputs);
  }

  /**
   * @param companion the generated class, which is that of a caller for a method without annotation
   */
  public static CompanionRule of(
      QualifiedName companion, Callee callee, String method, List<String> inputs) {
    List<Callee.Operand> operands =
        callee.operands().stream().filter(operand -> inputs.contains(operand.name())).toList();
    List<Type.Component> components = components(callee.owner(), operands);
    String prefix = method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1);
    Type gradient =
        operands.size() == 1 ? operands.get(0).type() : nested(companion, prefix + "Gradient");
    return new CompanionRule(
        companion,
        method,
        operands.stream().map(Callee.Operand::name).toList(),
        gradient,
        operands.size() == 1 ? List.of() : components,
        nested(companion, prefix + "Pullback"));
  }

  private static List<Type.Component> components(
      QualifiedName owner, List<Callee.Operand> operands) {
    Set<String> taken = operands.stream().map(Callee.Operand::name).collect(Collectors.toSet());
    List<Type.Component> result = new ArrayList<>();
    for (Callee.Operand operand : operands) {
      String name = operand.name();
      if (name.equals("this")) {
        name = receiverName(owner);
        while (taken.contains(name) || SourceVersion.isKeyword(name)) {
          name = name + "This";
        }
      } else if (NOT_COMPONENTS.contains(name)) {
        name = name + "_";
      }
      result.add(new Type.Component(name, operand.type(), false, Shapes.Declared.NONE));
    }
    return result;
  }

  /** What the receiver is called where it is a parameter. */
  public static String receiverName(QualifiedName owner) {
    String name = owner.simpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static Type.Other nested(QualifiedName companion, String simpleName) {
    return new Type.Other(
        new QualifiedName(companion.packageName(), List.of(companion.simpleName(), simpleName)),
        List.of());
  }
}
