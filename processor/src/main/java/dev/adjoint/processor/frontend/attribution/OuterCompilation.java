package dev.adjoint.processor.frontend.attribution;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * The compilation that runs the processor, reached through whatever a build tool wraps around it.
 */
public final class OuterCompilation {
  /** Wrappers of wrappers do not occur; the bound only keeps a wrapper of itself from looping. */
  private static final int MAX_WRAPPERS = 4;

  private final ProcessingEnvironment environment;
  private final Trees trees;

  private OuterCompilation(ProcessingEnvironment environment, Trees trees) {
    this.environment = environment;
    this.trees = trees;
  }

  /**
   * Finds the compiler behind an environment.
   *
   * @return empty if the compiler is not javac, as in Eclipse: there are no trees then
   */
  public static Optional<OuterCompilation> of(ProcessingEnvironment environment) {
    ProcessingEnvironment candidate = environment;
    for (int wrappers = 0; candidate != null && wrappers <= MAX_WRAPPERS; wrappers++) {
      try {
        return Optional.of(new OuterCompilation(candidate, Trees.instance(candidate)));
      } catch (IllegalArgumentException | LinkageError notJavac) {
        candidate = unwrap(candidate);
      }
    }
    return Optional.empty();
  }

  /** The compiler's own environment. */
  public ProcessingEnvironment environment() {
    return environment;
  }

  /** The trees of the outer compilation: types in headers, none in bodies. */
  public Trees trees() {
    return trees;
  }

  /** The elements of the outer compilation. */
  public Elements elements() {
    return environment.getElementUtils();
  }

  /** The files in which types of this round stand, as texts. */
  public Set<String> textsOf(Collection<TypeElement> types) {
    Map<JavaFileObject, String> result = new LinkedHashMap<>();
    for (TypeElement type : types) {
      TreePath path = trees.getPath(type);
      if (path != null) {
        result.computeIfAbsent(path.getCompilationUnit().getSourceFile(), OuterCompilation::text);
      }
    }
    return new LinkedHashSet<>(result.values());
  }

  private static String text(JavaFileObject file) {
    try {
      return file.getCharContent(true).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable ProcessingEnvironment unwrap(ProcessingEnvironment wrapper) {
    ProcessingEnvironment inner = unwrapIntelliJ(wrapper);
    return inner != null ? inner : unwrapGradle(wrapper);
  }

  /** IntelliJ hands out a proxy, and a class to look behind it that only its own loader knows. */
  private static @Nullable ProcessingEnvironment unwrapIntelliJ(ProcessingEnvironment wrapper) {
    try {
      Class<?> wrappers =
          Class.forName(
              "org.jetbrains.jps.javac.APIWrappers", true, wrapper.getClass().getClassLoader());
      Object inner =
          wrappers
              .getDeclaredMethod("unwrap", Class.class, Object.class)
              .invoke(null, ProcessingEnvironment.class, wrapper);
      return inner != wrapper && inner instanceof ProcessingEnvironment found ? found : null;
    } catch (ReflectiveOperationException | LinkageError otherWrapper) {
      return null;
    }
  }

  /** Gradle's incremental processing wraps the environment in a class with a field "delegate". */
  private static @Nullable ProcessingEnvironment unwrapGradle(ProcessingEnvironment wrapper) {
    for (Class<?> type = wrapper.getClass(); type != null; type = type.getSuperclass()) {
      try {
        Field delegate = type.getDeclaredField("delegate");
        delegate.setAccessible(true);
        if (delegate.get(wrapper) instanceof ProcessingEnvironment inner) {
          return inner;
        }
      } catch (ReflectiveOperationException | RuntimeException otherWrapper) {
        // The field may stand in a superclass.
      }
    }
    return null;
  }
}
