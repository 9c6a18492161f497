package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Looking into a gradient: its values one by one, and a drawing of it. */
class TracesTest {
  private static final String SOURCE =
      """
      package t;
      import dev.adjoint.annotations.Differentiable;
      public class Score {
        @Differentiable public static double score(double[] w, double b) {
          double s = b;
          for (int i = 0; i < w.length; i++) {
            s += w[i] * w[i];
          }
          return s > 0 ? Math.log1p(s) : 0.5 * s;
        }
      }
      """;

  @Test
  @ResourceLock(Resources.SYSTEM_OUT)
  void eachValueIsShownWithItsLine() throws ReflectiveOperationException {
    ClassLoader loader = Compiler.compile(Map.of("t.Score", SOURCE), "-Aadjoint.trace=on").load();
    Method gradient =
        loader.loadClass("t.ScoreGrad").getMethod("score", double[].class, double.class);
    PrintStream before = System.out;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try {
      gradient.invoke(null, new double[] {1, 2}, 2.0);
    } finally {
      System.setOut(before);
    }
    assertThat(shown.toString(StandardCharsets.UTF_8).lines())
        .containsSubsequence(
            "line 5: s = 2.0",
            "line 7: s = 3.0",
            "line 7: s = 7.0",
            "line 9: positive = true",
            "line 9: value = " + Math.log1p(7.0),
            "line 9: sBar = 0.125")
        .filteredOn(line -> line.startsWith("line 7: wBar"))
        .containsExactlyInAnyOrder("line 7: wBar[i] = 0.25", "line 7: wBar[i] = 0.5");
  }

  @Test
  void nothingIsShownUnlessAskedFor() {
    assertThat(Compiler.compile("t.Score", SOURCE).generated().get("t.ScoreGrad"))
        .doesNotContain("Trace");
  }

  @Test
  void theGraphLeadsFromTheParametersToTheGradient() {
    String graph = graph(Map.of("t.Score", SOURCE), "t.ScoreGrad.score.dot");
    Map<String, String> boxes = boxes(graph);
    assertThat(boxes.values())
        .contains("w", "b", "s += w[i] * w[i]", "boolean positive = s > 0")
        .anyMatch(text -> text.matches("wBar\\[i] \\+?= .*"));
    Set<String> reached = new HashSet<>();
    boxes.forEach((box, text) -> addReached(text.equals("w") ? box : null, graph, reached));
    boxes.forEach(
        (box, text) -> {
          if (text.startsWith("return") || text.startsWith("wBar[i]")) {
            assertThat(reached).as(text).contains(box);
          }
        });
    assertThat(graph).contains("style=dotted").contains("style=dashed").contains("subgraph");
  }

  /** Whatever is differentiated can be traced and drawn. */
  @Test
  void allProgramsCanBeTracedAndDrawn() {
    List<Case> programs =
        Stream.of(
                ControlFlowTest.cases(),
                ArraysTest.cases(),
                RecordsInArraysTest.cases(),
                TensorsTest.cases())
            .flatMap(cases -> cases)
            .filter(program -> !program.isRefused())
            .toList();
    Map<String, String> sources = new LinkedHashMap<>();
    for (int i = 0; i < programs.size(); i++) {
      Map.Entry<String, String> source = programs.get(i).source(i);
      sources.put(source.getKey(), source.getValue());
    }
    Compilation compilation = Compiler.compile(sources, "-Aadjoint.trace=on", "-Aadjoint.graph=on");
    compilation.load();
    assertThat(compilation.generated().keySet().stream().filter(name -> name.endsWith(".dot")))
        .hasSizeGreaterThanOrEqualTo(programs.size())
        .allSatisfy(
            name -> {
              String graph = compilation.generated().get(name);
              Map<String, String> boxes = boxes(graph);
              arrows(graph)
                  .forEach(arrow -> assertThat(boxes).containsKeys(arrow.get(0), arrow.get(1)));
              assertThat(count(graph, '{')).isEqualTo(count(graph, '}'));
            });
  }

  /** How many lines end in a character. */
  private static long count(String graph, char last) {
    return graph.lines().filter(line -> line.endsWith(String.valueOf(last))).count();
  }

  private static String graph(Map<String, String> sources, String name) {
    Compilation compilation = Compiler.compile(sources, "-Aadjoint.graph=on");
    compilation.load();
    return compilation.generated().get(name);
  }

  private static void addReached(String from, String graph, Set<String> out) {
    if (from != null && out.add(from)) {
      for (List<String> arrow : arrows(graph)) {
        addReached(arrow.get(0).equals(from) ? arrow.get(1) : null, graph, out);
      }
    }
  }

  private static Map<String, String> boxes(String graph) {
    Map<String, String> result = new LinkedHashMap<>();
    Matcher box = Pattern.compile("(?m)^ *(n\\d+) \\[label=\"(.*)\", shape=").matcher(graph);
    while (box.find()) {
      assertThat(result.put(box.group(1), box.group(2))).as(box.group()).isNull();
    }
    return result;
  }

  private static List<List<String>> arrows(String graph) {
    return Pattern.compile("(?m)^ *(n\\d+) -> (n\\d+) ")
        .matcher(graph)
        .results()
        .map(arrow -> List.of(arrow.group(1), arrow.group(2)))
        .toList();
  }
}
