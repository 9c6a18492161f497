package dev.adjoint.processor.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameter tree that is written for a type.
 *
 * @param of the record or sealed interface
 * @param name the class that is written
 * @param parts the components of a record, in order
 * @param permitted the records of a sealed interface
 */
public record TreeClass(
    QualifiedName of,
    QualifiedName name,
    boolean isPublic,
    List<Part> parts,
    List<Permitted> permitted) {

  public TreeClass {
    parts = List.copyOf(parts);
    permitted = List.copyOf(permitted);
  }

  /** Whether there are numbers that are no parameters. */
  public boolean hasState() {
    return parts.stream().anyMatch(Part::hasState)
        || permitted.stream().anyMatch(Permitted::hasState);
  }

  /**
   * A record that a value of a sealed interface may be.
   *
   * @param isTree whether it has a tree of its own; without one it has no parameters
   * @param hasState whether its tree has numbers that are no parameters
   */
  public record Permitted(QualifiedName name, boolean isTree, boolean hasState) {}

  /** What a component is in the tree. */
  public enum Kind {
    /** A number, an array of numbers, or a tensor. */
    LEAF,
    /** A tree of its own. */
    TREE,
    /** Numbers that are no parameters, but part of what is saved. */
    STATE,
    /** Rides along untouched. */
    OTHER
  }

  /** How many values a component holds. */
  public enum Many {
    ONE,
    ARRAY,
    LIST
  }

  /**
   * A component of a record.
   *
   * @param kind what it is, or what each of its elements is
   * @param tree the class of its own tree, or of that of its elements, if it is one
   * @param hasState whether that tree has numbers that are no parameters, or the component is such
   * @param element the type of its elements; its own if it is one value
   */
  public record Part(
      String name,
      Kind kind,
      @Nullable QualifiedName tree,
      boolean hasState,
      Many many,
      Type element) {
    /** Whether the component has parameters. */
    public boolean isParameters() {
      return kind == Kind.LEAF || kind == Kind.TREE;
    }
  }
}
