package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tangent of each variable. That of a record has a variable for each part; that of anything
 * else has the type of the value itself, so that arrays of tangents are shared as the arrays are.
 *
 * <pre>
 * double x     double xDot          Point p      double pXDot, pYDot
 * double[] w   double[] wDot        Point[] ps   Point[] psDot
 * </pre>
 */
final class TangentVariables {
  private final Variables variables;
  private final Map<Variable, AdjointNode> nodes = new HashMap<>();

  TangentVariables(Variables variables) {
    this.variables = variables;
  }

  AdjointNode of(Variable variable) {
    return nodes.computeIfAbsent(variable, v -> create(prefix(v), v.type(), kindOf(v)));
  }

  /** The tangent of an adjoint is a sum of contributions, too. */
  private static Variable.Kind kindOf(Variable variable) {
    if (variable.isAdjoint()) {
      return variable.kind();
    }
    return variable.isTemporary() ? Variable.Kind.TEMPORARY : Variable.Kind.LOCAL;
  }

  /** The tangent that a caller gives: one value of the parameter's own type. */
  Variable given(Variable parameter) {
    Variable.Kind kind = Variable.Kind.PARAMETER;
    Variable given = variables.fresh(parameter.name() + "Dot", parameter.type(), kind);
    if (!(parameter.type() instanceof Type.Tree)) {
      nodes.put(parameter, new AdjointNode.Leaf(Expr.read(given)));
    }
    return given;
  }

  private static String prefix(Variable variable) {
    boolean isSpread =
        variable.kind() == Variable.Kind.RECEIVER && variable.type() instanceof Type.Tree;
    return isSpread ? "" : variable.name();
  }

  private AdjointNode create(String name, Type type, Variable.Kind kind) {
    if (!(type instanceof Type.Tree tree)) {
      return new AdjointNode.Leaf(Expr.read(variables.fresh(name + "Dot", type, kind)));
    }
    Map<String, AdjointNode> components = new LinkedHashMap<>();
    for (Type.Component component : tree.components()) {
      if (component.isDifferentiable()) {
        String part = join(name, component.name());
        components.put(component.name(), create(part, component.type(), kind));
      }
    }
    return new AdjointNode.Node(tree, components);
  }

  private static String join(String prefix, String name) {
    return prefix.isEmpty()
        ? name
        : prefix + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** A tangent that is one value, taken apart. */
  static AdjointNode expand(Expr tangent) {
    if (!(tangent.type() instanceof Type.Tree tree)) {
      return new AdjointNode.Leaf(tangent);
    }
    Map<String, AdjointNode> components = new LinkedHashMap<>();
    for (Type.Component component : tree.components()) {
      if (component.isDifferentiable()) {
        components.put(
            component.name(),
            expand(new Expr.Component(tangent, component.name(), component.type())));
      }
    }
    return new AdjointNode.Node(tree, components);
  }

  /**
   * The leaves of a tangent, in order.
   *
   * @param node null, as is any part of it, if it is zero
   * @param place the value whose tangent it is
   */
  static List<Expr> leaves(@Nullable AdjointNode node, Expr place, ZeroTangents zeros) {
    List<Expr> result = new ArrayList<>();
    addLeaves(node, place, zeros, result);
    return result;
  }

  private static void addLeaves(
      @Nullable AdjointNode node, Expr place, ZeroTangents zeros, List<Expr> out) {
    if (!(place.type() instanceof Type.Tree tree)) {
      out.add(
          node == null
              ? zeros.of(place)
              : Exprs.as(place.type(), ((AdjointNode.Leaf) node).place()));
      return;
    }
    for (Type.Component component : tree.components()) {
      if (component.isDifferentiable()) {
        AdjointNode part =
            node == null ? null : ((AdjointNode.Node) node).components().get(component.name());
        Expr primal = new Expr.Component(place, component.name(), component.type());
        addLeaves(part, primal, zeros, out);
      }
    }
  }

  /** A tangent from its leaves. */
  static AdjointNode node(Type type, Iterator<Expr> leaves) {
    if (!(type instanceof Type.Tree tree)) {
      return new AdjointNode.Leaf(leaves.next());
    }
    Map<String, AdjointNode> components = new LinkedHashMap<>();
    for (Type.Component component : tree.components()) {
      if (component.isDifferentiable()) {
        components.put(component.name(), node(component.type(), leaves));
      }
    }
    return new AdjointNode.Node(tree, components);
  }

  /** A tangent as one value of the type of what it is the tangent of. */
  static Expr whole(@Nullable AdjointNode node, Expr place, ZeroTangents zeros) {
    if (node == null) {
      return zeros.of(place);
    } else if (node instanceof AdjointNode.Leaf leaf) {
      return Exprs.as(place.type(), leaf.place());
    }
    AdjointNode.Node inner = (AdjointNode.Node) node;
    Expr original = original(inner);
    if (original != null) {
      return original;
    }
    List<Expr> arguments = new ArrayList<>();
    for (Type.Component component : inner.type().components()) {
      Expr part = new Expr.Component(place, component.name(), component.type());
      arguments.add(
          component.isDifferentiable()
              ? whole(inner.components().get(component.name()), part, zeros)
              : part);
    }
    return new Expr.NewRecord(inner.type(), arguments);
  }

  /** The value that a node is all the parts of; null if there is none. */
  private static @Nullable Expr original(AdjointNode.Node node) {
    for (AdjointNode part : node.components().values()) {
      Expr first = part instanceof AdjointNode.Node n ? original(n) : leafOf(part);
      boolean isPart =
          first instanceof Expr.Component component
              && component.record().type().equals(node.type())
              && expand(component.record()).equals(node);
      return isPart ? ((Expr.Component) first).record() : null;
    }
    return null;
  }

  private static Expr leafOf(AdjointNode node) {
    return ((AdjointNode.Leaf) node).place();
  }
}
