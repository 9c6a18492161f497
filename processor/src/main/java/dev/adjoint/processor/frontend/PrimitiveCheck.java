package dev.adjoint.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Position;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * Checks what an operation declares about itself beside the text of its rules. Its body is only
 * looked through for what would make every caller's derivative wrong.
 */
final class PrimitiveCheck {
  private final Callee callee;
  private final ExecutableElement method;
  private final Position position;
  private final Findings findings;

  private PrimitiveCheck(
      Callee callee, ExecutableElement method, Position position, Findings findings) {
    this.callee = callee;
    this.method = method;
    this.position = position;
    this.findings = findings;
  }

  /**
   * @param declaration null if the body is not there to be looked at
   */
  static void check(RuleReader.Wanted primitive, @Nullable MethodTree declaration) {
    PrimitiveCheck check =
        new PrimitiveCheck(
            primitive.callee(), primitive.method(), primitive.position(), primitive.findings());
    check.annotations();
    if (declaration != null) {
      check.body(declaration);
    }
  }

  /** Checks a method that declares a rule and is no primitive. */
  static void withoutPrimitive(ExecutableElement method, Findings findings) {
    List<Annotations.View> vjps = Annotations.vjps(method);
    boolean isVjp = !vjps.isEmpty();
    Annotations.View rule = isVjp ? vjps.get(0) : Annotations.find(method, "Jvp");
    findings.add(
        Message.RULE_WITHOUT_PRIMITIVE,
        AnnotatedMethod.position(method, rule),
        method.getSimpleName(),
        isVjp ? "Vjp" : "Jvp");
  }

  private void annotations() {
    if (Annotations.find(method, "Differentiable") != null) {
      findings.add(
          Message.PRIMITIVE_DIFFERENTIATED,
          AnnotatedMethod.position(method, Annotations.find(method, "Differentiable")),
          callee);
    }
    Set<String> seen = new HashSet<>();
    for (Annotations.View vjp : Annotations.vjps(method)) {
      String of = vjp.string("of");
      String why = whyUnused(of);
      if (!seen.add(of)) {
        findings.add(Message.RULE_TWICE, position, callee, of);
      } else if (why != null) {
        findings.add(Message.RULE_UNUSED, position, of, callee, why);
      }
    }
  }

  private @Nullable String whyUnused(String operand) {
    if (Annotations.find(method, "NonDifferentiable") != null) {
      return "the method is @NonDifferentiable";
    } else if (!callee.result().isDifferentiable()) {
      return "its result has type " + callee.result() + ", which has no derivative";
    }
    for (Callee.Operand each : callee.operands()) {
      if (each.name().equals(operand)) {
        if (each.constant()) {
          return "the operand is @NonDifferentiable";
        } else if (!each.type().isDifferentiable()) {
          return "the operand has type " + each.type() + ", which has no derivative";
        }
      }
    }
    return null;
  }

  private void body(MethodTree declaration) {
    Set<String> arrays = new HashSet<>();
    method.getParameters().stream()
        .filter(parameter -> parameter.asType().getKind() == TypeKind.ARRAY)
        .forEach(parameter -> arrays.add(parameter.getSimpleName().toString()));
    Arrays found = new Arrays(arrays);
    found.scan(declaration.getBody(), null);
    found.written.forEach(name -> findings.add(Message.OPERAND_WRITTEN, position, callee, name));
    Annotations.View primitive = Annotations.find(method, "Primitive");
    if (primitive != null && !primitive.flag("view") && !primitive.flag("resizes")) {
      found.returned.forEach(
          name -> findings.add(Message.OPERAND_RETURNED, position, callee, name));
    }
  }

  /** What a body does with some parameters: names that are declared anew are no Java. */
  private static final class Arrays extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Set<String> names;
    private final Set<String> written = new LinkedHashSet<>();
    private final Set<String> returned = new LinkedHashSet<>();

    Arrays(Set<String> names) {
      this.names = new HashSet<>(names);
    }

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
      ExpressionTree target = AssignmentLowering.target(tree);
      if (target != null) {
        write(target);
      }
      if (target instanceof IdentifierTree variable) {
        names.remove(variable.getName().toString()); // From here on it may be another array.
      }
      return super.scan(tree, unused);
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
      result(tree.getExpression());
      return super.visitReturn(tree, unused);
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
      return null; // What it returns is not what the method does.
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
      return null;
    }

    private void write(ExpressionTree target) {
      Tree at = target;
      boolean isElement = false;
      while (at instanceof ParenthesizedTree || at instanceof ArrayAccessTree) {
        isElement |= at instanceof ArrayAccessTree;
        at =
            at instanceof ArrayAccessTree access
                ? access.getExpression()
                : ((ParenthesizedTree) at).getExpression();
      }
      if (isElement && at instanceof IdentifierTree variable && isOne(variable)) {
        written.add(variable.getName().toString());
      }
    }

    private void result(@Nullable Tree value) {
      if (value instanceof ParenthesizedTree inner) {
        result(inner.getExpression());
      } else if (value instanceof ConditionalExpressionTree choice) {
        result(choice.getTrueExpression());
        result(choice.getFalseExpression());
      } else if (value instanceof IdentifierTree variable && isOne(variable)) {
        returned.add(variable.getName().toString());
      }
    }

    private boolean isOne(IdentifierTree variable) {
      return names.contains(variable.getName().toString());
    }
  }
}
