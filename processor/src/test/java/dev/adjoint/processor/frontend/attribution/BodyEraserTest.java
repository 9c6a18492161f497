package dev.adjoint.processor.frontend.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class BodyEraserTest {
  @Test
  void keepsAllButMethodBodies() throws IOException {
    assertThat(
            erase(
                """
                abstract class X<T> {
                  static final int C = 1;
                  X() { super(); }
                  int f(int i) throws Error { if (i > 0) { return 1; } return 2; } // }
                  record R(int i) { R { assert i > 0; } }
                  abstract int g();
                  @Deprecated class In { void h() { new Object() { void k() {} }; } }
                }
                """))
        .isEqualTo(
            """
            abstract class X<T> {
              static final int C = 1;
              X() {}
              int f(int i) throws Error {} // }
              record R(int i) { R {} }
              abstract int g();
              @Deprecated class In { void h() {} }
            }
            """);
  }

  @Test
  void isNotMisledByLiteralsAndComments() throws IOException {
    String body =
        """
        {
          String s = "}\\"}"; char c = '}', d = '\\'', e = '"';
          String t = \"""
              } " \\\""" }
              \""";
          int q = 1 / 2; // }
          /* } " */
        }\
        """;

    assertThat(erase("class X { void f() " + body + " int g; }"))
        .isEqualTo("class X { void f() {} int g; }");
  }

  @Test
  void leavesTextWithEscapedQuotesAlone() throws IOException {
    String text = "class X { String s() { return \\u0022}\\u0022; } }";

    assertThat(erase(text)).isEqualTo(text);
  }

  private static String erase(String text) throws IOException {
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(new ExtraSource(new SourceText("X", text))));
    CompilationUnitTree unit = task.parse().iterator().next();
    return BodyEraser.erase(text, unit, Trees.instance(task));
  }
}
