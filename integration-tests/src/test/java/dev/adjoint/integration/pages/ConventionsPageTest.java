package dev.adjoint.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.integration.Compilation;
import dev.adjoint.integration.Compiler;
import dev.adjoint.integration.GradientCheck;
import dev.adjoint.integration.Subject;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The derivatives at kinks and singular points are those that the page gives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConventionsPageTest {
  private ClassLoader loader = ConventionsPageTest.class.getClassLoader();

  /**
   * A row of the page.
   *
   * @param method the method that computes the expression
   * @param derivatives by the names that the point gives
   */
  private record Row(
      String method, String expression, Map<String, Double> point, List<Double> derivatives) {
    String source() {
      String parameters = point.containsKey("y") ? "double x, double y" : "double x";
      return "@Differentiable static double %s(%s) { return %s; }\n"
          .formatted(method, parameters, expression);
    }

    @Override
    public String toString() {
      return expression + " at " + point;
    }
  }

  Stream<Row> rows() {
    List<List<String>> rows = Page.read("conventions.md").rows(4);
    return Stream.iterate(0, i -> i < rows.size(), i -> i + 1)
        .filter(i -> !rows.get(i).get(0).equals("expression"))
        .map(i -> row("f" + i, rows.get(i)));
  }

  private static Row row(String method, List<String> cells) {
    Map<String, Double> point = new HashMap<>();
    for (String part : cells.get(1).split(", ")) {
      String[] sides = part.split(" = ");
      point.put(sides[0], number(sides[1]));
    }
    return new Row(
        method,
        Page.code(cells.get(0)).get(0),
        point,
        Arrays.stream(cells.get(2).split(", ")).map(ConventionsPageTest::number).toList());
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace("∞", "Infinity"));
  }

  /** The rows about tensors: an expression, the elements of x, and the derivatives by them. */
  Stream<List<String>> tensorRows() {
    return Page.read("conventions.md").rows(3).stream()
        .filter(row -> !row.get(0).equals("operation"));
  }

  @ParameterizedTest
  @MethodSource("tensorRows")
  void theDerivativeOfTheTensorIsWhatTheRowSays(List<String> row) {
    String name = "Tensor" + Integer.toUnsignedString(row.hashCode());
    String source =
        """
        import dev.adjoint.annotations.*;
        import dev.adjoint.tensor.*;
        import static dev.adjoint.tensor.Activations.*;
        import static dev.adjoint.tensor.Choices.*;
        import static dev.adjoint.tensor.Cumulative.*;
        import static dev.adjoint.tensor.Elementwise.*;
        import static dev.adjoint.tensor.Extrema.*;
        import static dev.adjoint.tensor.HardActivations.*;
        import static dev.adjoint.tensor.Masks.*;
        import static dev.adjoint.tensor.Reductions.*;
        class %s {
          @Differentiable static Tensor f(Tensor x) { return %s; }
        }
        """
            .formatted(name, Page.code(row.get(0)).get(0));
    Subject subject = new Subject(Compiler.compile(name, source).load(), name, "f");
    float[] elements = elements(row.get(1));
    Tensor y = (Tensor) subject.value(Tensor.vector(elements));
    Object pullback = subject.pullback(Tensor.vector(elements));
    Tensor gradient = (Tensor) Subject.apply(pullback, Tensor.ones(y.shape()));
    float[] derivatives = Tensor.vector(gradient.array()).shift(0).array();
    assertThat(derivatives).isEqualTo(elements(row.get(2)));
  }

  private static float[] elements(String text) {
    String[] words = text.split(", ");
    float[] elements = new float[words.length];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (float) number(words[i]);
    }
    return elements;
  }

  @BeforeAll
  void compile() {
    StringBuilder source = new StringBuilder("import dev.adjoint.annotations.*;\n");
    source.append("@SuppressWarnings({\"ADJ-ZERO-01\", \"ADJ-ZERO-02\", \"ADJ-ZERO-03\"})\n");
    source.append("class Kinks {\n");
    rows().forEach(row -> source.append(row.source()));
    Compilation compilation = Compiler.compile("Kinks", source.append("}\n").toString());
    loader = compilation.load();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theDerivativeIsWhatTheRowSays(Row row) {
    Subject subject = new Subject(loader, "Kinks", row.method());
    Object[] arguments =
        subject.operands().stream().map(name -> (Object) row.point().get(name)).toArray();
    double[] gradient = new GradientCheck(subject, subject.operands(), arguments).gradient();
    // A zero is a zero, whatever its sign.
    double[] expected = row.derivatives().stream().mapToDouble(d -> d + 0.0).toArray();
    assertThat(Arrays.stream(gradient).map(d -> d + 0.0).toArray()).isEqualTo(expected);
  }
}
