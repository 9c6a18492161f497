package dev.adjoint.integration.fuzz;

import java.util.List;

/** A piece of a random program; all that is known of its meaning are the sorts of its trees. */
sealed interface Node {

  /** Java text as it stands. */
  record Text(String text) implements Node {}

  /** A variable, a method or a label, where it is declared and where it is used. */
  record Name(String kind, String text) implements Node {}

  /** What a production of a sort was expanded to. */
  record Tree(String sort, List<Node> parts) implements Node {}

  /** Statements, in braces or not. */
  record Block(boolean hasBraces, List<Node> statements) implements Node {}

  /** The nodes right below. */
  default List<Node> children() {
    if (this instanceof Tree tree) {
      return tree.parts();
    }
    return this instanceof Block block ? block.statements() : List.of();
  }

  /** How much there is to read. */
  default int size() {
    int size = this instanceof Text text ? (text.text().isBlank() ? 0 : 1) : 2;
    for (Node child : children()) {
      size += child.size();
    }
    return size;
  }
}
