package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * The adjoint of a variable, or of a part of one: one place, or for a record one for each of its
 * parts. The adjoint of an array of records has an array for each part.
 */
sealed interface AdjointNode {
  /** The adjoint of what has no parts: a variable, or an element of an array. */
  record Leaf(Expr place) implements AdjointNode {}

  /** The adjoints of the differentiable components of a record, by name. */
  record Node(Type.Tree type, Map<String, AdjointNode> components) implements AdjointNode {}

  /** The places of an adjoint in the form in which it is handed on. */
  static AdjointNode ofBar(Expr bar) {
    if (bar instanceof Expr.NewRecord record && record.type() instanceof Type.Tree tree) {
      Map<String, AdjointNode> components = new LinkedHashMap<>();
      for (int i = 0; i < tree.components().size(); i++) {
        Type.Component component = tree.components().get(i);
        if (component.isDifferentiable()) {
          components.put(component.name(), ofBar(record.arguments().get(i)));
        }
      }
      return new Node(tree, components);
    }
    return new Leaf(bar);
  }

  /** The node with each leaf replaced. */
  default AdjointNode map(UnaryOperator<Expr> f) {
    if (this instanceof Leaf leaf) {
      return new Leaf(f.apply(leaf.place()));
    }
    Node node = (Node) this;
    Map<String, AdjointNode> components = new LinkedHashMap<>();
    node.components().forEach((name, part) -> components.put(name, part.map(f)));
    return new Node(node.type(), components);
  }

  /** The adjoint of one element, where this is that of an array or a list. */
  default AdjointNode at(Expr index) {
    return map(place -> new Expr.Element(place, index));
  }

  /** Visits the leaves together with those of a node of the same structure. */
  default void zip(AdjointNode other, BiConsumer<Expr, Expr> visitor) {
    if (this instanceof Leaf leaf) {
      visitor.accept(leaf.place(), ((Leaf) other).place());
      return;
    }
    ((Node) this)
        .components()
        .forEach((name, part) -> part.zip(((Node) other).components().get(name), visitor));
  }
}
