package dev.adjoint.processor.shape;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Completion;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.ir.Wholes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the shapes of variables through statements. */
final class BlockShapes {
  private final Function function;
  private final Declarations declarations;
  private final ShapeRules rules;
  private final MethodCalls methods;
  private final Findings findings;
  private final Map<Variable, Shape> current;
  private final Integers integers;
  private final Map<Variable, Shape> recorded = new LinkedHashMap<>();
  private final ExpressionShapes expressions;

  /**
   * Adjoints that start as the zero of a value, and keep its shape whatever is added to them: those
   * of variables that get other values start as null.
   */
  private final Map<Variable, Shape> ofZeros;

  private @Nullable Shape returned;

  /** Whether a loop's body is followed only for what its next trip starts with. */
  private final boolean isTrial;

  BlockShapes(
      Function function,
      Declarations declarations,
      ShapeRules rules,
      MethodCalls methods,
      Findings findings) {
    this(
        function,
        declarations,
        rules,
        methods,
        findings,
        new HashMap<>(),
        new Integers(),
        new HashMap<>(),
        false);
  }

  private BlockShapes(
      Function function,
      Declarations declarations,
      ShapeRules rules,
      MethodCalls methods,
      Findings findings,
      Map<Variable, Shape> current,
      Integers integers,
      Map<Variable, Shape> ofZeros,
      boolean isTrial) {
    this.isTrial = isTrial;
    this.ofZeros = ofZeros;
    this.function = function;
    this.declarations = declarations;
    this.rules = rules;
    this.methods = methods;
    this.findings = findings;
    this.current = current;
    this.integers = integers;
    this.expressions =
        new ExpressionShapes(declarations, rules, methods, findings, current, integers);
  }

  /** The shapes of all variables, those of all their values taken together. */
  Map<Variable, Shape> recorded() {
    return recorded;
  }

  /** Tells the shape that an expression has wherever it stands. */
  ExpressionShapes everywhere() {
    return new ExpressionShapes(declarations, rules, methods, findings, recorded, integers);
  }

  /** The shape of the result. */
  Shape returned() {
    return returned == null ? Shape.UNKNOWN : returned;
  }

  void run() {
    for (Variable parameter : function.parameters()) {
      Shape unknown = Types.unknownShape(parameter.type());
      set(parameter, declarations.of(parameter).orElse(unknown));
    }
    walk(function.body());
  }

  private void walk(Block block) {
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Declare declare) {
        Expr value = declare.value();
        if (value != null) {
          assign(declare.variable(), value, declare.position());
        }
      } else if (stmt instanceof Stmt.Assign assign) {
        assign(assign.variable(), assign.value(), assign.position());
      } else if (stmt instanceof Stmt.Return result) {
        String subject = function.name() + " returns";
        Shape shape =
            check(
                subject, expressions.of(result.value()), declarations.result(), result.position());
        returned = returned == null ? shape : returned.join(shape);
      } else {
        Walk.expressions(stmt).forEach(expressions::of);
        if (stmt instanceof Stmt.Store store) {
          store(store);
        } else if (stmt instanceof Stmt.If branch) {
          branch(branch);
        } else if (stmt instanceof Stmt.For loop) {
          loop(loop.body());
        } else if (stmt instanceof Stmt.While loop) {
          loop(loop.body());
        } else if (stmt instanceof Stmt.Checkpoint once) {
          walk(once.body());
        }
      }
    }
  }

  private void set(Variable variable, Shape shape) {
    if (!(variable.type() instanceof Type.Primitive)) {
      current.put(variable, shape); // A number has the same shape everywhere.
    }
    recorded.merge(variable, shape, Shape::join);
  }

  private void assign(Variable variable, Expr value, Position position) {
    Shape shape = expressions.of(value);
    if (variable.isAdjoint() && Wholes.isZero(value)) {
      ofZeros.put(variable, shape);
    }
    shape = ofZeros.getOrDefault(variable, shape);
    boolean isParameter = declarations.paths().isParameter(variable);
    // What is said of a parameter holds for what the caller passes, not for what it is set to.
    Optional<Shape> declared = isParameter ? Optional.empty() : declarations.of(variable);
    set(variable, check(variable.name() + " is", shape, declared, position));
    integers.put(variable, expressions.size(value), expressions.list(value));
  }

  private Shape check(String subject, Shape inferred, Optional<Shape> declared, Position position) {
    if (declared.isEmpty()) {
      return inferred;
    } else if (inferred.differs(declared.get())) {
      String text = subject + " " + inferred + ", but @Shape says " + declared.get();
      findings.add(Message.SHAPE_MISMATCH, position, text);
      // What a loop starts its next trip with is what is said, or no mistake in it would be found.
      return isTrial ? declared.get() : Shape.UNKNOWN;
    }
    return inferred.meet(declared.get());
  }

  /** A row that is replaced may have another length than the others. */
  private void store(Stmt.Store store) {
    if (!(store.value().type() instanceof Type.Array rows)
        || !(expressions.of(store.value()) instanceof Shape.Known row)) {
      return;
    }
    for (Variable variable : List.copyOf(current.keySet())) {
      if (mayHoldRowsOf(store.array(), variable)
          && variable.type() instanceof Type.Array type
          && type.leaf().equals(rows.leaf())
          && type.rank() > rows.rank()
          && current.get(variable) instanceof Shape.Known known
          && known.rank() > row.rank()) {
        List<Dim> dims = new ArrayList<>(known.dims().subList(0, known.rank() - row.rank()));
        dims.addAll(row.dims());
        set(variable, known.join(Shape.of(dims)));
      }
    }
  }

  /** Arrays may have several names, which matters where nothing but what is certain counts. */
  private boolean mayHoldRowsOf(Expr array, Variable variable) {
    return !declarations.areBelieved()
        || (array instanceof Expr.Read read && read.variable().equals(variable));
  }

  private void branch(Stmt.If branch) {
    // Only of what the branches change: code without loops may have any number of them.
    Set<Variable> changed = changed(branch.then());
    changed.addAll(changed(branch.otherwise()));
    Map<Variable, Shape> before = current(changed);
    walk(branch.then());
    Map<Variable, Shape> then = current(changed);
    replaceCurrent(changed, before);
    walk(branch.otherwise());
    if (!Completion.completes(branch.then())) {
      return;
    } else if (!Completion.completes(branch.otherwise())) {
      replaceCurrent(changed, then);
      return;
    }
    // A variable that only one branch sets has no value after the other one.
    then.forEach((variable, shape) -> current.merge(variable, shape, Shape::join));
  }

  private static Set<Variable> changed(Block block) {
    Set<Variable> result = new HashSet<>(Walk.assigned(block));
    result.addAll(Walk.stored(block));
    return result;
  }

  private Map<Variable, Shape> current(Set<Variable> of) {
    Map<Variable, Shape> result = new HashMap<>();
    for (Variable variable : of) {
      if (current.containsKey(variable)) {
        result.put(variable, current.get(variable));
      }
    }
    return result;
  }

  private void replaceCurrent(Set<Variable> of, Map<Variable, Shape> shapes) {
    current.keySet().removeAll(of);
    current.putAll(shapes);
  }

  private void loop(Block body) {
    Map<Variable, Shape> head = new HashMap<>(current);
    boolean changes = Walk.anyStatement(body, BlockShapes::mayChangeShape);
    while (changes) {
      Map<Variable, Shape> widened = new HashMap<>(head);
      afterOneRound(body, head)
          .forEach(
              (variable, shape) ->
                  widened.put(variable, head.getOrDefault(variable, Shape.UNKNOWN).join(shape)));
      changes = !widened.equals(head);
      head.putAll(widened);
    }
    replaceCurrent(head);
    walk(body);
    replaceCurrent(head);
  }

  /** Whether a statement gives a variable a value that may have another shape. */
  private static boolean mayChangeShape(Stmt stmt) {
    Variable target = Walk.target(stmt);
    return (target != null && !(target.type() instanceof Type.Primitive))
        || (stmt instanceof Stmt.Store store && !(store.value().type() instanceof Type.Primitive));
  }

  /** Follows the body without reporting: its errors are reported once the shapes are settled. */
  private Map<Variable, Shape> afterOneRound(Block body, Map<Variable, Shape> head) {
    Map<Variable, Shape> after = new HashMap<>(head);
    new BlockShapes(
            function, declarations, rules, methods, new Findings(), after, integers, ofZeros, true)
        .walk(body);
    return after;
  }

  private void replaceCurrent(Map<Variable, Shape> shapes) {
    current.clear();
    current.putAll(shapes);
  }
}
