package dev.adjoint.integration.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What PyTorch computes for a layer; {@code src/test/golden/layers.py} tells how it is written.
 *
 * @param parameters by their paths
 * @param gradients by the paths of the parameters
 * @param after what is remembered after a batch
 */
record LayerCase(
    String name,
    Map<String, Tensor> parameters,
    List<Tensor> inputs,
    List<Tensor> outputs,
    List<Tensor> seeds,
    List<Tensor> inputGradients,
    Map<String, Tensor> gradients,
    Map<String, Tensor> after) {

  static final Map<String, LayerCase> ALL = read();

  static LayerCase of(String name) {
    return Objects.requireNonNull(ALL.get(name), name);
  }

  private static Map<String, LayerCase> read() {
    Map<String, LayerCase> all = new LinkedHashMap<>();
    LayerCase last = empty("");
    for (String line : lines()) {
      String word = line.split(" ")[0];
      String rest = line.substring(word.length() + 1);
      switch (word) {
        case "case" -> {
          last = empty(rest);
          all.put(rest, last);
        }
        case "parameter" -> put(last.parameters, rest);
        case "d" -> put(last.gradients, rest);
        case "after" -> put(last.after, rest);
        case "x" -> last.inputs.add(tensor(rest));
        case "=" -> last.outputs.add(tensor(rest));
        case "seed" -> last.seeds.add(tensor(rest));
        case "dx" -> last.inputGradients.add(tensor(rest));
        default -> throw new IllegalArgumentException(line);
      }
    }
    return all;
  }

  private static LayerCase empty(String name) {
    return new LayerCase(
        name,
        new LinkedHashMap<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>());
  }

  private static List<String> lines() {
    try (InputStream in =
        Objects.requireNonNull(LayerCase.class.getResourceAsStream("/layers/pytorch.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(Map<String, Tensor> map, String text) {
    int end = text.indexOf(" [");
    map.put(text.substring(0, end), tensor(text.substring(end + 1)));
  }

  private static Tensor tensor(String text) {
    int end = text.indexOf(']');
    String[] dims = text.substring(1, end).split(", ");
    String[] words = text.substring(end + 2).split(" ");
    float[] elements = new float[words.length];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Float.parseFloat(words[i]);
    }
    return Tensor.of(elements, Arrays.stream(dims).mapToInt(Integer::parseInt).toArray());
  }

  /** A layer with the parameters of the case, whose paths and shapes have to be the layer's. */
  <T> T parametersFor(ParameterTree<T> tree, T layer) {
    T filled = tree.copy(layer);
    List<Leaf> leaves = tree.leaves(filled);
    assertThat(leaves)
        .extracting(Leaf::path)
        .containsExactlyInAnyOrderElementsOf(parameters.keySet());
    for (Leaf leaf : leaves) {
      Tensor value = parameter(leaf.path());
      assertThat(leaf.shape()).as(leaf.path()).isEqualTo(value.shape());
      for (int i = 0; i < leaf.size(); i++) {
        leaf.set(i, value.array()[i]);
      }
    }
    return filled;
  }

  private Tensor parameter(String path) {
    return Objects.requireNonNull(parameters.get(path));
  }

  /** The gradient by the parameters is PyTorch's. */
  <T> void assertGradient(ParameterTree<T> tree, T gradient) {
    List<Leaf> leaves = tree.leaves(gradient);
    assertThat(leaves).hasSameSizeAs(gradients.keySet());
    for (Leaf leaf : leaves) {
      Tensor expected = Objects.requireNonNull(gradients.get(leaf.path()), leaf.path());
      assertThat(leaf).isInstanceOf(Leaf.Floats.class);
      Tensor found = Tensor.of(((Leaf.Floats) leaf).values(), leaf.shape());
      assertClose("gradient by " + leaf.path(), found, expected);
    }
  }

  /** Each element is PyTorch's to 1e-5 of it, or of 1 if that is more. */
  static void assertClose(String name, Tensor found, Tensor expected) {
    assertThat(found.shape()).as(name).isEqualTo(expected.shape());
    float[] values = found.toArray();
    for (int i = 0; i < values.length; i++) {
      double wanted = expected.array()[i];
      assertThat((double) values[i])
          .as("%s at %d", name, i)
          .isCloseTo(wanted, within(1e-5 * Math.max(1, Math.abs(wanted))));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
