package dev.adjoint.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.adjoint.processor.frontend.attribution.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * A file of the user with rules as methods beside the operations that declare them, where they see
 * its imports and what is private.
 *
 * <pre>
 * static double adjoint$rule$0(double x, double y, double yBar) { return (clip(yBar)); }
 * &#64;Primitive @Vjp(of = "x", is = "clip(yBar)") static double f(double x) { … }
 * </pre>
 */
record RulesInFile(SourceText source, List<Span> spans) {

  /** Where a rule stands in the text. */
  record Span(RuleClass ruleClass, int rule, int start, int end) {
    boolean contains(long offset) {
      return start <= offset && offset <= end;
    }
  }

  private record Insertion(int offset, RuleClass ruleClass, Set<Integer> rules) {}

  /**
   * @param wanted rules by number, of operations that are declared in the file
   */
  static RulesInFile of(
      CompilationUnitTree unit, Map<RuleClass, Set<Integer>> wanted, Trees trees) {
    List<Insertion> insertions = new ArrayList<>();
    wanted.forEach(
        (ruleClass, rules) -> {
          TreePath path = trees.getPath(ruleClass.primitive().method());
          Tree method = path.getLeaf();
          long start = trees.getSourcePositions().getStartPosition(unit, method);
          insertions.add(new Insertion((int) start, ruleClass, rules));
        });
    insertions.sort(Comparator.comparingInt(Insertion::offset));
    CharSequence text = text(unit);
    StringBuilder result = new StringBuilder();
    List<Span> spans = new ArrayList<>();
    int copied = 0;
    for (Insertion insertion : insertions) {
      result.append(text, copied, insertion.offset());
      copied = insertion.offset();
      for (int rule : insertion.rules()) {
        int start = result.length();
        result.append(insertion.ruleClass().rules().get(rule).method());
        spans.add(new Span(insertion.ruleClass(), rule, start, result.length()));
        result.append('\n');
      }
    }
    result.append(text, copied, text.length());
    return new RulesInFile(SourceText.of(unit, result.toString()), spans);
  }

  private static CharSequence text(CompilationUnitTree unit) {
    try {
      return unit.getSourceFile().getCharContent(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether something was said about a rule of this file. */
  boolean isAbout(Span span, Diagnostic<? extends JavaFileObject> diagnostic) {
    JavaFileObject file = diagnostic.getSource();
    return file != null
        && file.toUri().getPath().equals("/" + source.qualifiedName().replace('.', '/') + ".java")
        && span.contains(diagnostic.getPosition());
  }
}
