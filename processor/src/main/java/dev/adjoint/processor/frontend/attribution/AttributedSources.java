package dev.adjoint.processor.frontend.attribution;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * Source files with types, as a nested task sees them.
 *
 * <p>Its elements and types are strangers to those of the outer compilation: they are equal to none
 * of them, and neither side's utilities accept the other's.
 */
public final class AttributedSources {
  private final JavacTask task;
  private final OuterCompilation outer;
  private final Set<CompilationUnitTree> units;
  private final List<Diagnostic<? extends JavaFileObject>> diagnostics;
  private final Map<String, CompilationUnitTree> unitsByTypeName = new HashMap<>();
  private final DeclarationPaths paths;

  AttributedSources(
      JavacTask task,
      OuterCompilation outer,
      List<CompilationUnitTree> units,
      List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    this.task = task;
    this.outer = outer;
    this.units = Collections.unmodifiableSet(new LinkedHashSet<>(units));
    this.paths = new DeclarationPaths(Trees.instance(task));
    this.diagnostics = List.copyOf(diagnostics);
    for (CompilationUnitTree unit : units) {
      TopLevelTypes.namesIn(unit).forEach(name -> unitsByTypeName.putIfAbsent(name, unit));
    }
  }

  /** The trees of the nested task, with types in bodies. */
  public Trees trees() {
    return Trees.instance(task);
  }

  /** The types of the nested task. */
  public Types types() {
    return task.getTypes();
  }

  /** The elements of the nested task. */
  public Elements elements() {
    return task.getElements();
  }

  /** The attributed compilation units: those that were asked for, then the extra sources. */
  public Set<CompilationUnitTree> units() {
    return units;
  }

  /** The attributed unit that declares the given top-level type. */
  public Optional<CompilationUnitTree> unitOf(String topLevelQualifiedName) {
    return Optional.ofNullable(unitsByTypeName.get(topLevelQualifiedName));
  }

  /**
   * The declaration, with types, of a type of the outer compilation.
   *
   * @return empty for a type in a file that was not asked for
   */
  public Optional<TreePath> pathOf(TypeElement outerType) {
    TypeElement nested = elements().getTypeElement(outerType.getQualifiedName());
    return Optional.ofNullable(nested)
        .map(paths::find)
        // Other files are known by their headers only.
        .filter(path -> units.contains(path.getCompilationUnit()));
  }

  /** The declaration of a type, a method or a field of the nested task; null without a source. */
  public @Nullable TreePath find(Element nested) {
    return paths.find(nested);
  }

  /**
   * The outer compilation's unit of the same source file: a message at a nested tree is printed by
   * {@code outerTrees.printMessage(kind, text, nestedTree, outerUnit)}.
   *
   * @return empty for an extra source
   */
  public Optional<CompilationUnitTree> outerUnitOf(CompilationUnitTree nested) {
    for (String name : TopLevelTypes.namesIn(nested)) {
      TypeElement type = outer.elements().getTypeElement(name);
      TreePath path = type == null ? null : outer.trees().getPath(type);
      if (path != null) {
        return Optional.of(path.getCompilationUnit());
      }
    }
    return Optional.empty();
  }

  /** The offsets of what does not compile in a file. */
  public List<Long> errorsIn(CompilationUnitTree unit) {
    return diagnostics.stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .filter(diagnostic -> diagnostic.getSource() != null)
        .filter(diagnostic -> diagnostic.getSource().toUri().equals(unit.getSourceFile().toUri()))
        .map(Diagnostic::getPosition)
        .toList();
  }

  /** What the nested compiler found, in users' files too: not for users' eyes. */
  public List<Diagnostic<? extends JavaFileObject>> diagnostics() {
    return diagnostics;
  }
}
