package dev.adjoint.processor.frontend.attribution;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Empties the method bodies of a source text that is only read for its headers.
 *
 * <p>Before: {@code int twice(int x) { return 2 * x; }}. After: {@code int twice(int x) {}}. The
 * missing result goes unnoticed, because the nested task attributes and checks no flow.
 */
final class BodyEraser extends TreeScanner<Void, Void> {
  /** A quote or a brace may be written as an escape; such a text is left as it is. */
  private static final Pattern ESCAPED_ASCII = Pattern.compile("\\\\u+00");

  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final TreeSet<Integer> starts = new TreeSet<>();

  private BodyEraser(CompilationUnitTree unit, SourcePositions positions) {
    this.unit = unit;
    this.positions = positions;
  }

  static String erase(String text, CompilationUnitTree unit, Trees trees) {
    if (ESCAPED_ASCII.matcher(text).find()) {
      return text;
    }
    BodyEraser eraser = new BodyEraser(unit, trees.getSourcePositions());
    eraser.scan(unit, null);
    StringBuilder headers = new StringBuilder();
    int copied = 0;
    for (int start : eraser.starts) {
      // Members that javac adds to a tree have positions that belong to something else.
      if (start < copied || start >= text.length() || text.charAt(start) != '{') {
        continue;
      }
      int end = endOfBlock(text, start);
      if (end < 0) {
        return text;
      }
      headers.append(text, copied, start).append("{}");
      copied = end;
    }
    return headers.append(text, copied, text.length()).toString();
  }

  @Override
  public Void visitMethod(MethodTree method, Void unused) {
    BlockTree body = method.getBody();
    if (body != null) {
      starts.add((int) positions.getStartPosition(unit, body));
    }
    return null;
  }

  /**
   * The index behind the brace that closes the block, or -1. javac keeps no end positions itself.
   */
  private static int endOfBlock(String text, int start) {
    int depth = 0;
    int i = start;
    while (i < text.length()) {
      switch (text.charAt(i)) {
        case '{' -> {
          depth++;
          i++;
        }
        case '}' -> {
          i++;
          if (--depth == 0) {
            return i;
          }
        }
        case '"' ->
            i = text.startsWith("\"\"\"", i) ? skip(text, i, "\"\"\"") : skip(text, i, "\"");
        case '\'' -> i = skip(text, i, "'");
        case '/' -> i = skipComment(text, i);
        default -> i++;
      }
    }
    return -1;
  }

  /** The index behind a literal that starts and ends with the given quotes. */
  private static int skip(String text, int start, String quotes) {
    int i = start + quotes.length();
    while (i < text.length() && !text.startsWith(quotes, i)) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i + quotes.length();
  }

  private static int skipComment(String text, int start) {
    if (text.startsWith("//", start)) {
      int end = start;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      return end;
    }
    if (text.startsWith("/*", start)) {
      int end = text.indexOf("*/", start + 2);
      return end < 0 ? text.length() : end + 2;
    }
    return start + 1;
  }
}
