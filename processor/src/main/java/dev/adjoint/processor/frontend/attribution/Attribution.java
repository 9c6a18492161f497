package dev.adjoint.processor.frontend.attribution;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Gives source files of the outer compilation their types, by a nested compiler task for each call.
 *
 * <p>One instance serves all rounds of a processor, and is told when each begins. It keeps jars
 * open until it is closed; what it handed out cannot be used after that.
 */
public final class Attribution implements AutoCloseable {
  /** One attempt is enough unless a package lies in several jars. */
  private static final int MAX_ATTEMPTS = 8;

  private final OuterCompilation outer;
  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager standard =
      compiler.getStandardFileManager(null, null, null);
  private final OuterFiles files;

  /** An attribution beside the given compilation. */
  public Attribution(OuterCompilation outer) {
    this.outer = outer;
    try {
      this.files = new OuterFiles(outer, standard);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To be called in every round, from the first to the last, before anything is attributed. */
  public void startRound(RoundEnvironment round) {
    try {
      files.startRound(round);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Attributes the source files in which the given types of this round stand, together with the
   * given sources, all in the unnamed module. Errors in any of them show as ERROR types and in
   * {@link AttributedSources#diagnostics()}; none is reported to the user.
   *
   * @param outerTypes types of the outer compilation; those that come from class files are ignored
   * @param extraSources sources that the outer compilation does not have
   */
  public AttributedSources attribute(
      Collection<TypeElement> outerTypes, Collection<SourceText> extraSources) {
    List<JavaFileObject> inputs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (CompilationUnitTree unit : unitsOf(outerTypes)) {
      List<String> declared = TopLevelTypes.namesIn(unit);
      names.addAll(declared);
      inputs.add(new OuterSource.Whole(declared.get(0), unit));
    }
    for (SourceText extra : extraSources) {
      names.add(extra.qualifiedName());
      names.addAll(extra.others());
      inputs.add(new ExtraSource(extra));
    }
    try {
      AttributedSources sources = attempt(inputs, names);
      for (int attempt = 1; attempt < MAX_ATTEMPTS && files.findMoreRoots(); attempt++) {
        sources = attempt(inputs, names);
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AttributedSources attempt(List<JavaFileObject> inputs, Set<String> names)
      throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null,
                new NestedFileManager(standard, files, names),
                diagnostics,
                NestedOptions.of(outer, files),
                null,
                inputs);
    List<CompilationUnitTree> units = new ArrayList<>();
    for (CompilationUnitTree unit : task.parse()) {
      units.add(unit);
      files.names().addSource(unit);
    }
    task.analyze();
    return new AttributedSources(task, outer, units, diagnostics.getDiagnostics());
  }

  private Collection<CompilationUnitTree> unitsOf(Collection<TypeElement> types) {
    Map<JavaFileObject, CompilationUnitTree> units = new LinkedHashMap<>();
    for (TypeElement type : types) {
      // For a member, javac would look through its file.
      TreePath path = outer.trees().getPath(outermost(type));
      if (path != null) {
        units.putIfAbsent(path.getCompilationUnit().getSourceFile(), path.getCompilationUnit());
      }
    }
    return units.values();
  }

  private static TypeElement outermost(TypeElement type) {
    return type.getEnclosingElement() instanceof TypeElement around ? outermost(around) : type;
  }

  /** Closes the jars that were read. To be called when processing is over. */
  @Override
  public void close() {
    try {
      standard.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
