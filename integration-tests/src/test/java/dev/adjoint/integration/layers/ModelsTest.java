package dev.adjoint.integration.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import dev.adjoint.integration.Compilation;
import dev.adjoint.integration.Compiler;
import dev.adjoint.integration.Subject;
import dev.adjoint.nn.AvgPool2d;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.GradientCheck;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Whole models of users, made of layers from the library's jar, compile, have the right gradients
 * and learn. They stand in {@code resources/layers/models}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelsTest {
  private ClassLoader loader = ModelsTest.class.getClassLoader();

  @BeforeAll
  void compile() throws IOException {
    Map<String, String> sources = new LinkedHashMap<>();
    for (String name : List.of("Images", "Text", "Sequences")) {
      try (InputStream in =
          Objects.requireNonNull(
              ModelsTest.class.getResourceAsStream("/layers/models/" + name + ".java"))) {
        sources.put("models." + name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    Compilation compilation = Compiler.compile(sources);
    loader = compilation.load();
    assertThat(compilation.findings()).as(compilation.describe()).isEmpty();
  }

  private Object call(String type, String method, Object... arguments)
      throws ReflectiveOperationException {
    for (Method each : loader.loadClass("models." + type).getDeclaredMethods()) {
      if (each.getName().equals(method) && each.getParameterCount() == arguments.length) {
        each.setAccessible(true);
        return Objects.requireNonNull(each.invoke(null, arguments));
      }
    }
    throw new NoSuchMethodException(method);
  }

  private double[] train(String type) throws ReflectiveOperationException {
    double[] losses = (double[]) call(type, "train");
    assertThat(Arrays.stream(losses).allMatch(Double::isFinite)).isTrue();
    return losses;
  }

  @SuppressWarnings("unchecked")
  private ParameterTree<Object> tree(String type) throws ReflectiveOperationException {
    return (ParameterTree<Object>)
        Objects.requireNonNull(
            loader.loadClass("models." + type + "Tree").getField("TREE").get(null));
  }

  /** The gradient by the model agrees with differences. */
  @SuppressWarnings("unchecked")
  private void check(String type, String method, Object model, Object... data)
      throws ReflectiveOperationException {
    Subject subject = new Subject(loader, "models." + type, method);
    Object[] arguments = new Object[data.length + 1];
    System.arraycopy(data, 0, arguments, 1, data.length);
    GradientCheck.of(
            at -> subject.value(with(arguments, at)), at -> subject.pullback(with(arguments, at)))
        .tree((Class<Object>) model.getClass(), tree(type))
        .numbers(20)
        .at(model);
  }

  private static Object[] with(Object[] arguments, Object model) {
    Object[] all = arguments.clone();
    all[0] = model;
    return all;
  }

  @Test
  void imagesHaveTheRightGradients() throws ReflectiveOperationException {
    RandomSource random = RandomSource.of(5);
    // Means, since a step of differences may change which of two elements is the largest.
    Object model = call("Images", "init", random, AvgPool2d.of(2));
    Object x = call("Images", "images", random, 6);
    Object labels = call("Images", "labels", 6);
    check("Images", "checked", model, x, labels, 9L);
  }

  @Test
  void imagesHaveSecondDerivatives() throws ReflectiveOperationException {
    double[] products = (double[]) call("Images", "curvatures");
    assertThat(products[0]).isNotZero();
    assertThat(products[0]).isCloseTo(products[1], within(1e-2 * Math.abs(products[1])));
  }

  @Test
  void imagesAreLearned() throws ReflectiveOperationException {
    double[] losses = train("Images");
    assertThat(losses[79]).isLessThan(.2 * losses[0]);
    // Evaluation knows the running statistics.
    assertThat(losses[80]).isGreaterThan(.9);
  }

  @Test
  void textHasTheRightGradients() throws ReflectiveOperationException {
    Object model = call("Text", "init", RandomSource.of(5), 5, 4, 4);
    check("Text", "loss", model, call("Text", "texts"), call("Text", "next"));
  }

  @Test
  void textIsLearned() throws ReflectiveOperationException {
    double[] losses = train("Text");
    assertThat(losses[99]).isLessThan(.5 * losses[0]);
    assertThat(losses[100]).isGreaterThan(.9);
  }

  @Test
  void sequencesHaveTheRightGradients() throws ReflectiveOperationException {
    Object model = call("Sequences", "init", RandomSource.of(5));
    Tensor x = Tensor.of(new float[] {.5f, -1, .25f, .75f, .125f, -.5f}, 2, 3, 1);
    check("Sequences", "loss", model, x, Tensor.of(new float[] {1, 2}, 2, 1));
  }

  @Test
  void sequencesAreLearned() throws ReflectiveOperationException {
    double[] losses = train("Sequences");
    assertThat(losses[119]).isLessThan(.05 * losses[0]);
    assertThat(losses[120]).isLessThan(.2 * losses[0]);
  }

  @Test
  void pathsAreThoseOfTheComponents() throws ReflectiveOperationException {
    assertThat(tree("Sequences").leaves(call("Sequences", "init", RandomSource.of(5))))
        .extracting(Leaf::path)
        .startsWith("parts.0.layer.cell.weightInput")
        .contains(
            "parts.1.gate.weight",
            "parts.2.layer.inner.layers.0.weight",
            "parts.2.layer.inner.layers.1.backward.cell.biasHidden",
            "head.bias");
  }
}
