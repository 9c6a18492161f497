package dev.adjoint.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.integration.Compilation;
import dev.adjoint.integration.Compiler;
import dev.adjoint.integration.GradientCheck;
import dev.adjoint.integration.Subject;
import dev.adjoint.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The listings of the page about rules compile, and do what the page says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomRulesPageTest {
  private static final Pattern LISTING = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern NAME = Pattern.compile("(?m)^(?:class|record) (\\w+)");
  private static final String IMPORTS =
      "package page;\nimport dev.adjoint.annotations.*;\nimport dev.adjoint.tensor.*;\n";
  private ClassLoader loader = CustomRulesPageTest.class.getClassLoader();

  @BeforeAll
  void compile() {
    Map<String, String> sources = new LinkedHashMap<>();
    List<String> listings =
        LISTING
            .matcher(Page.read("custom-rules.md").text())
            .results()
            .map(result -> result.group(1))
            .toList();
    for (String listing : listings) {
      Matcher name = NAME.matcher(listing);
      assertThat(name.find()).as(listing).isTrue();
      sources.put("page." + name.group(1), IMPORTS + listing);
    }
    Compilation compilation = Compiler.compile(sources);
    loader = compilation.load();
    assertThat(compilation.findings()).as(compilation.describe()).isEmpty();
    assertThat(sources.keySet())
        .containsExactly(
            "page.Roots",
            "page.Line",
            "page.Sums",
            "page.Shaped",
            "page.Stopped",
            "page.Hooks",
            "page.Classifier");
  }

  @Test
  void adjointsOfPartsAreJoined() {
    double[] gradient = gradient(subject("Shaped", "f"), Tensor.ones(2, 6));
    assertThat(gradient).hasSize(12).containsOnly(1);
  }

  private Subject subject(String type, String method) {
    return new Subject(loader, "page." + type, method);
  }

  private static double[] gradient(Subject subject, Object... arguments) {
    return new GradientCheck(subject, subject.operands(), arguments).gradient();
  }

  private Object make(String record, Object... components) throws ReflectiveOperationException {
    var constructor = loader.loadClass("page." + record).getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(components);
  }

  @Test
  void rulesAreTheDerivatives() throws ReflectiveOperationException {
    GradientCheck.against(subject("Roots", "distance"), List.of("a", "b"), 3.0, 4.0);
    GradientCheck.against(
        subject("Line", "twice"), List.of("this", "x"), make("Line", 2.0, .5), 1.5);
    GradientCheck.against(subject("Sums", "mean"), List.of("a"), (Object) new double[] {.3, -1, 2});
  }

  @Test
  void stoppedGradientsAreNotThere() {
    assertThat(gradient(subject("Stopped", "half"), 3.0)).containsExactly(3);
    assertThat(gradient(subject("Stopped", "weighed"), 3.0)).containsExactly(3);
    assertThat(gradient(subject("Stopped", "largest"), new double[] {1, 5, 2}))
        .containsExactly(0, 1, 0);
  }

  @Test
  void hooksClipAndPrint() {
    PrintStream before = System.out;
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
    try {
      assertThat(gradient(subject("Hooks", "last"), .5, 4)).containsExactly(1 + 1 + 1 + 1);
    } finally {
      System.setOut(before);
    }
    assertThat(seen.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("w: 1.0", "w: 1.0", "w: 1.0", "w: 1.0");
  }

  /** Against the definition, pixel by pixel. */
  @Test
  void guidedBackpropagationLetsThroughWhatIsPositive() throws ReflectiveOperationException {
    float[][] w1 = {{1, -2, .5f, 1}, {-1, 3, 2, -3}, {.5f, 1, -1, 1}};
    float[][] w2 = {{2, -1}, {-1, 1}, {3, 1}, {1, -2}};
    float[] image = {1, .5f, .25f};
    Object classifier = make("Classifier", matrix(w1), matrix(w2));
    for (int label = 0; label < 2; label++) {
      double[] expected = new double[image.length];
      for (int unit = 0; unit < w2.length; unit++) {
        float before = 0;
        for (int pixel = 0; pixel < image.length; pixel++) {
          before += image[pixel] * w1[pixel][unit];
        }
        float bar = w2[unit][label];
        for (int pixel = 0; pixel < image.length && before > 0 && bar > 0; pixel++) {
          expected[pixel] += bar * w1[pixel][unit];
        }
      }
      assertThat(
              gradient(subject("Classifier", "score"), classifier, Tensor.of(image, 1, 3), label))
          .containsExactly(expected)
          .isNotEqualTo(new double[3]);
    }
  }

  private static Tensor matrix(float[]... rows) {
    float[] all = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, all, i * rows[0].length, rows[0].length);
    }
    return Tensor.of(all, rows.length, rows[0].length);
  }
}
