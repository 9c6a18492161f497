package dev.adjoint.processor.frontend.attribution;

import com.sun.source.tree.CompilationUnitTree;
import java.util.List;

/**
 * A Java source that exists only in memory.
 *
 * @param qualifiedName the qualified name of its first top-level type
 * @param others those of its other top-level types
 * @param text the whole compilation unit
 */
public record SourceText(String qualifiedName, List<String> others, String text) {
  public SourceText {
    others = List.copyOf(others);
  }

  /** A source of one top-level type. */
  public SourceText(String qualifiedName, String text) {
    this(qualifiedName, List.of(), text);
  }

  /** A source instead of a file of the outer compilation, with the same types. */
  public static SourceText of(CompilationUnitTree unit, String text) {
    List<String> names = TopLevelTypes.namesIn(unit);
    return new SourceText(names.get(0), names.subList(1, names.size()), text);
  }
}
