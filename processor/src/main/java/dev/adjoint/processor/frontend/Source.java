package dev.adjoint.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.adjoint.processor.diagnostic.Anchor;
import dev.adjoint.processor.frontend.attribution.AttributedSources;
import dev.adjoint.processor.ir.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** An attributed source file: positions, texts, types and symbols of its trees. */
final class Source {
  private final AttributedSources sources;
  private final Trees trees;
  private final Types types;
  private final CompilationUnitTree unit;
  private final @Nullable CompilationUnitTree outerUnit;
  private final String fileName;
  private final CharSequence text;
  private final Map<ExecutableElement, Boolean> writers = new HashMap<>();
  private final Map<ExecutableElement, Boolean> readers = new HashMap<>();
  private final List<Long> errors;

  Source(
      AttributedSources sources,
      CompilationUnitTree unit,
      @Nullable CompilationUnitTree outerUnit) {
    this(sources, unit, outerUnit, List.of());
  }

  /**
   * @param unit the file as attributed
   * @param outerUnit the same file in the user's own compilation, where messages go; null for what
   *     was made up
   * @param errors the offsets of what does not compile
   */
  Source(
      AttributedSources sources,
      CompilationUnitTree unit,
      @Nullable CompilationUnitTree outerUnit,
      List<Long> errors) {
    this.errors = errors;
    this.sources = sources;
    this.trees = sources.trees();
    this.types = sources.types();
    this.unit = unit;
    this.outerUnit = outerUnit;
    this.fileName = simpleName(unit);
    try {
      this.text = unit.getSourceFile().getCharContent(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String simpleName(CompilationUnitTree unit) {
    Path name = Path.of(unit.getSourceFile().getName()).getFileName();
    return name == null ? "" : name.toString();
  }

  CompilationUnitTree unit() {
    return unit;
  }

  /** Whether a method is declared, with its body, in this file. */
  boolean contains(Element method) {
    TreePath path = sources.find(method);
    return path != null && path.getCompilationUnit() == unit;
  }

  /** Whether the accessor of a component was written by hand. */
  boolean hasWrittenAccessor(VariableElement field) {
    return RecordMembers.hasWrittenAccessor(sources::find, field);
  }

  /** Whether its author wrote a method, and not the compiler. */
  boolean isWritten(ExecutableElement method) {
    return RecordMembers.isWritten(sources.find(method));
  }

  /** Whether a canonical constructor may at most throw. */
  boolean onlyChecks(ExecutableElement constructor) {
    return RecordMembers.onlyChecks(trees, sources.find(constructor));
  }

  /** Where a method is declared; null without a source. */
  @Nullable TreePath path(Element method) {
    return sources.find(method);
  }

  /** Whether a method of this file may write arrays that it is given. */
  boolean mayWrite(ExecutableElement method) {
    Boolean known = writers.get(method);
    if (known != null) {
      return known;
    }
    writers.put(method, false); // While it is being looked at: a recursion adds nothing.
    TreePath path = sources.find(method);
    boolean writes = path != null && ArrayWrites.in(path, this);
    for (ExecutableElement body : SealedTypes.bodiesOf(method)) {
      writes |= !body.equals(method) && contains(body) && mayWrite(body);
    }
    writers.put(method, writes);
    return writes;
  }

  /** Whether a method of this file does no more with arrays that it is given than to read them. */
  boolean onlyReads(ExecutableElement method) {
    return readers.computeIfAbsent(
        method, m -> contains(m) && ArrayReads.areAllIn(sources.find(m), m, this));
  }

  Position position(Tree tree) {
    if (outerUnit == null) {
      return Position.NONE;
    }
    long start = trees.getSourcePositions().getStartPosition(unit, tree);
    long line = start < 0 ? 0 : unit.getLineMap().getLineNumber(start);
    return new Position(fileName, (int) line, new Anchor.OfTree(tree, outerUnit));
  }

  /** The innermost tree within a tree that does not compile, empty if all does. */
  Optional<Tree> errorIn(Tree tree) {
    return errors.stream()
        .filter(offset -> spans(tree, offset))
        .findFirst()
        .map(offset -> innermost(tree, offset));
  }

  private boolean spans(Tree tree, long offset) {
    SourcePositions positions = trees.getSourcePositions();
    return positions.getStartPosition(unit, tree) <= offset
        && offset < positions.getEndPosition(unit, tree);
  }

  private Tree innermost(Tree tree, long offset) {
    Tree[] found = {tree};
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree part, @Nullable Void unused) {
        if (part != null && spans(part, offset)) {
          found[0] = part;
          super.scan(part, unused);
        }
        return null;
      }
    }.scan(tree, null);
    return found[0];
  }

  /** The text of a tree as the user wrote it. */
  String text(Tree tree) {
    SourcePositions positions = trees.getSourcePositions();
    int start = (int) positions.getStartPosition(unit, tree);
    int end = (int) positions.getEndPosition(unit, tree);
    return start < 0 || end < start ? tree.toString() : text.subSequence(start, end).toString();
  }

  /** A method with its types, as a member of a type with arguments. */
  ExecutableType asMemberOf(DeclaredType type, ExecutableElement method) {
    return (ExecutableType) types.asMemberOf(type, method);
  }

  TypeMirror type(TreePath path) {
    return trees.getTypeMirror(path);
  }

  /** A type by its qualified name; null if there is none. */
  @Nullable TypeElement type(String qualifiedName) {
    return sources.elements().getTypeElement(qualifiedName);
  }

  Element element(TreePath path) {
    return trees.getElement(path);
  }
}
