package dev.adjoint.processor.frontend;

import com.sun.source.tree.Tree;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.rule.CompanionRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Makes a function of a method of a sealed interface: it finds out which record the object is, and
 * calls that record's method.
 *
 * <pre>
 * if (layer instanceof Dense) { Dense dense = (Dense) layer; value = dense.apply(x); }
 * else if (layer instanceof Relu) { … }
 * else { throw new NullPointerException("layer"); }
 * </pre>
 */
final class Dispatch {
  private final Callee callee;
  private final ExecutableElement method;
  private final Tree call;
  private final Frame frame;
  private final CallLowering calls;

  private Dispatch(Callee callee, ExecutableElement method, Tree call, Frame frame) {
    this.callee = callee;
    this.method = method;
    this.call = call;
    this.frame = frame;
    this.calls = new ExpressionLowering(frame).calls();
  }

  /** Whether it matters for a call of a method which record the object is. */
  static boolean hasSeveralBodies(ExecutableElement method, Type.Sum sum, TypeReader types) {
    if (!CalleeReader.isDispatched(method, sum)) {
      return false;
    }
    Set<ExecutableElement> bodies = new HashSet<>();
    bodies.add(method);
    for (TypeElement record : SealedTypes.recordsOf(types.elementOf(sum))) {
      bodies.add(Overrides.find(method, record, types));
    }
    return bodies.size() > 1 || method.getModifiers().contains(Modifier.ABSTRACT);
  }

  /**
   * The function of a method, or null after reporting why there is none.
   *
   * @param call where the method is called, or declared if it is the annotated one
   */
  static @Nullable Function lower(
      Callee callee, ExecutableElement method, Tree call, Frame frame, Findings findings) {
    try {
      return new Dispatch(callee, method, call, frame).lower();
    } catch (Unsupported refusal) {
      findings.add(refusal.message(), refusal.position(), refusal.arguments());
      return null;
    }
  }

  private Function lower() {
    Type.Sum sum = (Type.Sum) callee.operands().get(0).type();
    List<Variable> parameters = new ArrayList<>();
    parameters.add(frame.declareReceiver(sum, CompanionRule.receiverName(callee.owner())));
    for (VariableElement parameter : method.getParameters()) {
      parameters.add(frame.declare(parameter, call, Variable.Kind.PARAMETER));
    }
    Block body = frame.collect(() -> write(sum, parameters));
    return WidenValues.in(
        new Function(
            callee,
            parameters,
            body,
            frame.shapes,
            TypeReader.shapeOf(method),
            frame.source.position(call),
            frame.variables));
  }

  private void write(Type.Sum sum, List<Variable> parameters) {
    boolean hasResult = !(callee.result() instanceof Type.Nothing);
    Variable value = frame.variables.fresh("value", callee.result(), Variable.Kind.TEMPORARY);
    if (hasResult) {
      frame.emit(new Stmt.Declare(value, null, Position.NONE));
    }
    Block chain = new Block(List.of(noRecord(parameters.get(0))));
    List<TypeElement> records = SealedTypes.recordsOf(frame.types.elementOf(sum));
    for (int i = records.size() - 1; i >= 0; i--) {
      TypeElement record = records.get(i);
      frame.checkVisible(record, call);
      Type type = frame.types.read(record.asType());
      Block then =
          frame.collect(() -> call((Type.Tree) type, parameters, hasResult ? value : null));
      Expr test = new Expr.InstanceOf(Expr.read(parameters.get(0)), type);
      chain = new Block(List.of(new Stmt.If(test, then, chain, Position.NONE)));
    }
    chain.statements().forEach(frame::emit);
    Expr result = hasResult ? Expr.read(value) : Expr.Literal.nothing();
    frame.emit(new Stmt.Return(result, Position.NONE));
  }

  private void call(Type.Tree record, List<Variable> parameters, @Nullable Variable value) {
    String name = CompanionRule.receiverName(record.name());
    Variable object = frame.variables.fresh(name, record, Variable.Kind.TEMPORARY);
    Expr cast = new Expr.Cast(Expr.read(parameters.get(0)), record);
    frame.emit(new Stmt.Declare(object, cast, Position.NONE));
    List<Expr> arguments = new ArrayList<>();
    arguments.add(Expr.read(object));
    parameters.subList(1, parameters.size()).forEach(each -> arguments.add(Expr.read(each)));
    Expr result = calls.invoke(call, method, arguments);
    if (value != null) {
      frame.emit(new Stmt.Assign(value, result, Position.NONE));
    } else {
      frame.emit(new Stmt.Evaluate(result, Position.NONE));
    }
  }

  /**
   * A new record of the interface, compiled later, cannot be known here; null never has a method.
   */
  private static Stmt noRecord(Variable object) {
    Type text = new Type.Other(QualifiedName.of("java.lang", "String"), List.of());
    Type exception =
        new Type.Other(QualifiedName.of("java.lang", "NullPointerException"), List.of());
    return new Stmt.Throw(
        new Expr.NewRecord(exception, List.of(new Expr.Literal("\"" + object.name() + "\"", text))),
        Position.NONE);
  }
}
