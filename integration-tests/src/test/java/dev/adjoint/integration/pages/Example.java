package dev.adjoint.integration.pages;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import dev.adjoint.integration.Compilation;
import dev.adjoint.integration.Compiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A program in the text of a page: the body of a method {@code f}, or members of its class, or
 * both, and a class {@code Other} of another file.
 *
 * @param other the other file, or nothing
 * @param release the version of Java that it needs
 */
record Example(String source, String other, int release) {
  static final String CLASS = "Example";

  /** What the page says that a body stands in. */
  private static final String METHOD =
      "@Differentiable static double f(double x, double[] a, int n) {\n%s\n}\n";

  private static final String IMPORTS =
      "import dev.adjoint.annotations.*;\nimport dev.adjoint.tensor.*;\n";

  /** An example of pieces of code as they stand on the page. */
  static Example of(List<String> pieces, int release) {
    StringBuilder other = new StringBuilder();
    StringBuilder members = new StringBuilder();
    for (String piece : pieces) {
      boolean isLast = piece.equals(pieces.get(pieces.size() - 1));
      if (piece.startsWith("class Other ")) {
        other.append(IMPORTS).append(piece);
      } else {
        boolean isBody = isLast && !piece.contains("@Differentiable");
        members.append(isBody ? METHOD.formatted(piece) : piece + "\n");
      }
    }
    // An example is about one thing, and may leave the other parameters alone.
    String head = IMPORTS + "@SuppressWarnings(\"ADJ-ZERO-02\") class Example {\n";
    return new Example(head + members + "}\n", other.toString(), release);
  }

  Compilation compile() {
    Map<String, String> files =
        other.isEmpty() ? Map.of(CLASS, source) : Map.of(CLASS, source, "Other", other);
    return release > 17
        ? Compiler.compile(files, "--release", String.valueOf(release))
        : Compiler.compile(files);
  }

  /** The kinds of syntax in the body of {@code f}. */
  Set<String> kinds() {
    Set<String> kinds = new TreeSet<>();
    TreeScanner<@Nullable Void, @Nullable Void> inBody =
        new TreeScanner<>() {
          @Override
          public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
            if (tree != null) {
              kinds.add(tree.getKind().name());
            }
            return super.scan(tree, unused);
          }
        };
    for (CompilationUnitTree unit : parse()) {
      new TreeScanner<@Nullable Void, @Nullable Void>() {
        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
          if (method.getName().contentEquals("f") && method.getBody() != null) {
            inBody.scan(method.getBody(), null);
          }
          return super.visitMethod(method, unused);
        }
      }.scan(unit, null);
    }
    return kinds;
  }

  private Iterable<? extends CompilationUnitTree> parse() {
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("memory:///" + CLASS + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    null,
                    null,
                    null,
                    List.of("-proc:none", "--release", String.valueOf(release)),
                    null,
                    List.of(file));
    try {
      return task.parse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
