package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the shape of a vector where nothing else of it is needed any more.
 *
 * <pre>
 * Tensor m = x.matmul(w); … yBar.sumTo(m.shape())
 *   becomes   Tensor m = x.matmul(w); int[] mShape = m.shape(); … yBar.sumTo(mShape)
 *
 * mKept[i] = m; … Tensor m = mKept[i]; … yBar.sumTo(m.shape())
 *   becomes   mShapeKept[i] = m.shape(); … int[] mShape = mShapeKept[i]; … yBar.sumTo(mShape)
 * </pre>
 */
public final class KeepShapes {
  static final Type.Array SHAPE = new Type.Array(Type.Primitive.INT);

  private final Variables variables;

  /** How often each variable is written. */
  private final Map<Variable, Integer> writes = new HashMap<>();

  /** The numbers of the last statements that write variables. */
  private final Map<Variable, Integer> lastWrite = new HashMap<>();

  /** What is computed by calls. */
  private final Set<Variable> computed = new LinkedHashSet<>();

  /** What may be null, or get its value from what may be. */
  private final Set<Variable> doubtful = new HashSet<>();

  /** The variables that get the value of a variable. */
  private final Map<Variable, Set<Variable>> copies = new HashMap<>();

  /** The numbers of the last statements that ask for the shape, and that read anything else. */
  private final Map<Variable, Integer> lastAsked = new HashMap<>();

  private final Map<Variable, Integer> lastRead = new HashMap<>();

  /** How often arrays of kept vectors are read, apart from what is stored in them. */
  private final Map<Variable, Integer> kept = new HashMap<>();

  /** What gets another value than a new array. */
  private final Set<Variable> moved = new HashSet<>();

  /** The variables that hold shapes, by those that hold vectors, or arrays of vectors. */
  private final Map<Variable, Variable> shapes = new LinkedHashMap<>();

  /** Where the backward sweep gets a vector back from an array, by the numbers of statements. */
  private final Map<Variable, Integer> takenBack = new HashMap<>();

  /** The variables whose shapes are in variables from here on. */
  private final Set<Variable> replaced = new HashSet<>();

  private int number;

  private KeepShapes(List<Block> parts, Variables variables) {
    this.variables = variables;
    for (Block part : parts) {
      Walk.eachStatement(part, this::learn);
    }
    List.copyOf(doubtful).forEach(this::doubtCopies);
    parts.forEach(part -> Walk.eachStatement(part, this::countKept));
    parts.forEach(part -> Walk.eachStatement(part, this::choose));
    for (Variable variable : computed) {
      if (writes.get(variable) == 1
          && !takenBack.containsKey(variable)
          && lastAsked.getOrDefault(variable, -1) > lastRead.getOrDefault(variable, -1)) {
        shapes.put(variable, shapeOf(variable, SHAPE));
      }
    }
  }

  /**
   * @param parts statements that run one part after the other
   */
  public static List<Block> in(List<Block> parts, Variables variables) {
    KeepShapes pass = new KeepShapes(parts, variables);
    List<Block> kept = pass.shapes.isEmpty() ? parts : parts.stream().map(pass::rewrite).toList();
    return kept.size() == 2 ? KeepLastShapes.in(kept.get(0), kept.get(1), variables) : kept;
  }

  private void learn(Stmt stmt) {
    number++;
    Variable target = Walk.target(stmt);
    if (stmt instanceof Stmt.Declare s && s.value() instanceof Expr.Element) {
      takenBack.put(s.variable(), number);
    } else if (target != null) {
      writes.merge(target, 1, Integer::sum);
      lastWrite.put(target, number);
    }
    learnValue(stmt);
    if (stmt instanceof Stmt.Assign s && !(s.value() instanceof Expr.NewArray)) {
      moved.add(s.variable());
    }
    if (stmt instanceof Stmt.Declare s) {
      if (s.variable().kind() == Variable.Kind.KEPT
          && s.value() instanceof Expr.NewArray made
          && made.type().element() instanceof Type.Vector) {
        kept.put(s.variable(), 0);
      } else if (s.value() instanceof Expr.Call && s.variable().type() instanceof Type.Vector) {
        computed.add(s.variable());
      }
    }
    Walk.expressions(stmt).forEach(this::read);
  }

  private void learnValue(Stmt stmt) {
    Variable target = Walk.target(stmt);
    if (target == null || !(target.type() instanceof Type.Vector)) {
      return;
    }
    Expr value =
        stmt instanceof Stmt.Declare declare ? declare.value() : ((Stmt.Assign) stmt).value();
    if (value instanceof Expr.Read read) {
      copies.computeIfAbsent(read.variable(), key -> new HashSet<>()).add(target);
    } else if (!(value instanceof Expr.Call) && !isKept(value)) {
      doubtful.add(target);
    }
  }

  private static boolean isKept(@Nullable Expr value) {
    return value instanceof Expr.Element element
        && element.array() instanceof Expr.Read array
        && array.variable().kind() == Variable.Kind.KEPT;
  }

  private void doubtCopies(Variable variable) {
    for (Variable copy : copies.getOrDefault(variable, Set.of())) {
      if (doubtful.add(copy)) {
        doubtCopies(copy);
      }
    }
  }

  private void read(Expr expr) {
    Variable of = asks(expr);
    if (of != null) {
      lastAsked.put(of, number);
    } else if (expr instanceof Expr.Read read) {
      lastRead.put(read.variable(), number);
    } else {
      Walk.parts(expr).forEach(this::read);
    }
  }

  /** The variable whose shape an expression is; null if it is none. */
  static @Nullable Variable asks(Expr expr) {
    return expr instanceof Expr.Call call
            && !call.callee().isStatic()
            && call.arguments().get(0) instanceof Expr.Read read
            && read.type() instanceof Type.Vector vector
            && vector.shape().equals(call.callee().name())
        ? read.variable()
        : null;
  }

  private void countKept(Stmt stmt) {
    List<Expr> used = Walk.expressions(stmt);
    if (stmt instanceof Stmt.Store s
        && s.array() instanceof Expr.Read
        && s.value() instanceof Expr.Read value
        && !doubtful.contains(value.variable())) {
      used = List.of(s.index());
    }
    for (Expr expr : used) {
      Walk.eachRead(expr, variable -> kept.computeIfPresent(variable, (v, count) -> count + 1));
    }
  }

  /** An array whose elements are only taken to ask for their shapes. */
  private void choose(Stmt stmt) {
    if (stmt instanceof Stmt.Declare s
        && s.variable().type() instanceof Type.Vector
        && lastWrite.getOrDefault(s.variable(), -1) < takenBack.getOrDefault(s.variable(), -1)
        && lastAsked.getOrDefault(s.variable(), -1) > takenBack.getOrDefault(s.variable(), -1)
        && lastRead.getOrDefault(s.variable(), -1) < takenBack.getOrDefault(s.variable(), -1)
        && s.value() instanceof Expr.Element element
        && element.array() instanceof Expr.Read array
        && !moved.contains(array.variable())
        && Integer.valueOf(1).equals(kept.get(array.variable()))) {
      shapes.put(s.variable(), shapeOf(s.variable(), SHAPE));
      shapes.put(array.variable(), shapeOf(array.variable(), new Type.Array(SHAPE)));
    }
  }

  private Variable shapeOf(Variable variable, Type type) {
    String name = variable.name();
    String kept = "Kept";
    String shape =
        name.endsWith(kept)
            ? name.substring(0, name.length() - kept.length()) + "Shape" + kept
            : name + "Shape";
    Variable.Kind kind =
        variable.kind() == Variable.Kind.KEPT ? Variable.Kind.KEPT : Variable.Kind.TEMPORARY;
    return variables.fresh(shape, type, kind);
  }

  private Block rewrite(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Store s
          && s.array() instanceof Expr.Read array
          && shapes.containsKey(array.variable())) {
        Expr shape = Expr.read(shapes.get(array.variable()));
        result.add(new Stmt.Store(shape, replace(s.index()), ask(s.value()), s.position()));
      } else if (stmt instanceof Stmt.Declare s
          && s.value() != null
          && shapes.containsKey(s.variable())) {
        declare(s, s.value(), shapes.get(s.variable()), result);
      } else if (stmt instanceof Stmt.Assign s
          && s.value() instanceof Expr.NewArray made
          && shapes.containsKey(s.variable())) {
        // The array of a loop within a branch, which is declared before, without elements.
        Variable shape = shapes.get(s.variable());
        result.add(new Stmt.Assign(shape, ofShapes(made, shape), s.position()));
      } else {
        result.add(Walk.map(stmt, this::replace, this::rewrite));
      }
    }
    return block.with(result);
  }

  private static Expr ofShapes(Expr.NewArray ofVectors, Variable shape) {
    return new Expr.NewArray((Type.Array) shape.type(), ofVectors.dimensions());
  }

  private void declare(Stmt.Declare declare, Expr value, Variable shape, List<Stmt> out) {
    if (value instanceof Expr.NewArray made) {
      out.add(new Stmt.Declare(shape, ofShapes(made, shape), declare.position()));
      return;
    } else if (value instanceof Expr.Element element) {
      Variable array = shapes.get(((Expr.Read) element.array()).variable());
      Expr kept = new Expr.Element(Expr.read(array), replace(element.index()));
      out.add(new Stmt.Declare(shape, kept, declare.position()));
      replaced.add(declare.variable());
      return;
    }
    out.add(Walk.map(declare, this::replace, nested -> nested));
    if (!takenBack.containsKey(declare.variable())) {
      out.add(new Stmt.Declare(shape, ask(Expr.read(declare.variable())), declare.position()));
      replaced.add(declare.variable());
    }
  }

  private Expr replace(Expr expr) {
    Variable of = asks(expr);
    return of != null && replaced.contains(of)
        ? Expr.read(shapes.get(of))
        : Walk.mapParts(expr, this::replace);
  }

  /** The shape of a vector. */
  static Expr ask(Expr vector) {
    return Exprs.invoke(vector, ((Type.Vector) vector.type()).shape(), SHAPE);
  }
}
