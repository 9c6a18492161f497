package dev.adjoint.processor.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameter tree that is written for a type.
 *
 * @param of the record or sealed interface
 * @param name the class that is written
 * @param parts the components of a record, in order
 * @param permitted the implementations of a sealed interface
 */
public record TreeClass(
    QualifiedName of,
    QualifiedName name,
    boolean isPublic,
    List<Part> parts,
    List<QualifiedName> permitted) {

  public TreeClass {
    parts = List.copyOf(parts);
    permitted = List.copyOf(permitted);
  }

  /** What a component is in the tree. */
  public enum Kind {
    /** A number, an array of numbers, or a tensor. */
    LEAF,
    /** A tree of its own. */
    TREE,
    /** Rides along untouched. */
    OTHER
  }

  /**
   * A component of a record.
   *
   * @param tree the class of its own tree, if it is one
   */
  public record Part(String name, Kind kind, @Nullable QualifiedName tree) {}
}
