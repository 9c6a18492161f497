package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.ir.Wholes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the shapes of vectors in an array that an operation has made, where nothing else of them is
 * needed any more.
 *
 * <pre>
 * Tensor[] parts = chunk(x, 1, 3); … parts[i].zerosLike()
 *   becomes   Tensor[] parts = chunk(x, 1, 3); int[][] partsShape = …; … Tensor.zeros(partsShape[i])
 * </pre>
 */
public final class KeepArrayShapes {
  private final Variables variables;

  /** Arrays that an operation has made, and vectors that have been taken out of them, in order. */
  private final Set<Variable> subjects = new LinkedHashSet<>();

  /** The numbers of the last top-level statements that read more than shapes. */
  private final Map<Variable, Integer> lastRead = new LinkedHashMap<>();

  private final Map<Variable, Integer> lastAsked = new LinkedHashMap<>();

  /** What holds the shapes. */
  private final Map<Variable, Variable> shapes = new LinkedHashMap<>();

  private int number;

  private KeepArrayShapes(List<Block> parts, Variables variables) {
    this.variables = variables;
    for (Block part : parts) {
      part.statements().forEach(this::find);
    }
    for (Block part : parts) {
      Walk.eachStatement(part, this::exclude);
      for (Stmt stmt : part.statements()) {
        number++;
        Walk.eachStatement(stmt, inner -> Walk.expressions(inner).forEach(this::read));
      }
    }
    for (Variable subject : subjects) {
      if (lastAsked.getOrDefault(subject, -1) > lastRead.getOrDefault(subject, -1)) {
        boolean isArray = subject.type() instanceof Type.Array;
        Type type = isArray ? new Type.Array(KeepShapes.SHAPE) : KeepShapes.SHAPE;
        String name = subject.name() + "Shape";
        shapes.put(subject, variables.fresh(name, type, Variable.Kind.TEMPORARY));
      }
    }
  }

  /**
   * @param parts statements that run one part after the other
   */
  public static List<Block> in(List<Block> parts, Variables variables) {
    KeepArrayShapes pass = new KeepArrayShapes(parts, variables);
    if (pass.shapes.isEmpty()) {
      return parts;
    }
    pass.number = 0;
    return parts.stream().map(pass::rewrite).toList();
  }

  private void find(Stmt stmt) {
    if (stmt instanceof Stmt.Declare s
        && (isMade(s) || (s.value() instanceof Expr.Element element && isTaken(s, element)))) {
      subjects.add(s.variable());
    }
  }

  private static boolean isMade(Stmt.Declare s) {
    return s.variable().type() instanceof Type.Array array
        && array.element() instanceof Type.Vector vector
        && !vector.zeros().isEmpty()
        && s.value() instanceof Expr.Call call
        && call.callee().kind() == Callee.Kind.PRIMITIVE
        && !call.callee().isView();
  }

  private boolean isTaken(Stmt.Declare s, Expr.Element element) {
    return s.variable().type() instanceof Type.Vector
        && element.array() instanceof Expr.Read array
        && subjects.contains(array.variable());
  }

  /** What is replaced, in whole or in part, is left alone. */
  private void exclude(Stmt stmt) {
    if (stmt instanceof Stmt.Assign s) {
      subjects.remove(s.variable());
    } else if (stmt instanceof Stmt.Store s) {
      subjects.removeAll(Walk.reads(s.array()));
    }
  }

  private void read(Expr expr) {
    Expr asked = asked(expr);
    Variable subject = asked == null ? null : subject(asked);
    if (subject != null) {
      lastAsked.put(subject, number);
      if (asked instanceof Expr.Element element) {
        read(element.index());
      }
    } else if (expr instanceof Expr.Read read) {
      lastRead.put(read.variable(), number);
    } else {
      Walk.parts(expr).forEach(this::read);
    }
  }

  /** The vector of which only the shape is asked, or the array of which only the length is. */
  private static @Nullable Expr asked(Expr expr) {
    if (expr instanceof Expr.Length length) {
      return length.array();
    }
    return expr instanceof Expr.Call call
            && !call.callee().isStatic()
            && call.arguments().get(0).type() instanceof Type.Vector vector
            && (vector.shape().equals(call.callee().name()) || Wholes.isZero(call))
        ? call.arguments().get(0)
        : null;
  }

  private @Nullable Variable subject(Expr asked) {
    Expr base = asked instanceof Expr.Element element ? element.array() : asked;
    return base instanceof Expr.Read read && subjects.contains(read.variable())
        ? read.variable()
        : null;
  }

  private Block rewrite(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      number++;
      result.add(rewrite(stmt));
      if (stmt instanceof Stmt.Declare s && shapes.containsKey(s.variable())) {
        declare(s.variable(), shapes.get(s.variable()), result);
      }
    }
    return block.with(result);
  }

  private Stmt rewrite(Stmt stmt) {
    return Walk.map(
        stmt,
        this::replace,
        nested -> nested.with(nested.statements().stream().map(this::rewrite).toList()));
  }

  private Expr replace(Expr expr) {
    Expr asked = asked(expr);
    Variable subject = asked == null ? null : subject(asked);
    Variable kept = subject == null ? null : shapes.get(subject);
    if (kept == null || number <= lastRead.getOrDefault(subject, -1)) {
      return Walk.mapParts(expr, this::replace);
    } else if (expr instanceof Expr.Length) {
      return new Expr.Length(Expr.read(kept));
    }
    Expr shape =
        asked instanceof Expr.Element element
            ? new Expr.Element(Expr.read(kept), replace(element.index()))
            : Expr.read(kept);
    return Wholes.isZero(expr) ? zeros((Type.Vector) expr.type(), shape) : shape;
  }

  private static Expr zeros(Type.Vector vector, Expr shape) {
    Callee.Operand operand = new Callee.Operand("shape", KeepShapes.SHAPE, true, true);
    return new Expr.Call(
        new Callee(
            vector.name(), vector.zeros(), true, List.of(operand), vector, Callee.Kind.PRIMITIVE),
        List.of(shape),
        Position.NONE);
  }

  private void declare(Variable subject, Variable kept, List<Stmt> out) {
    if (subject.type() instanceof Type.Vector) {
      out.add(new Stmt.Declare(kept, KeepShapes.ask(Expr.read(subject)), Position.NONE));
      return;
    }
    Expr length = new Expr.Length(Expr.read(subject));
    out.add(
        new Stmt.Declare(
            kept, new Expr.NewArray((Type.Array) kept.type(), List.of(length)), Position.NONE));
    Variable i = variables.fresh("i", Type.Primitive.INT, Variable.Kind.TEMPORARY);
    Expr part = new Expr.Element(Expr.read(subject), Expr.read(i));
    Stmt store = new Stmt.Store(Expr.read(kept), Expr.read(i), KeepShapes.ask(part), Position.NONE);
    out.add(
        new Stmt.For(
            i,
            Expr.Literal.of(0),
            Operator.LESS,
            length,
            1,
            new Block(List.of(store)),
            Position.NONE));
  }
}
