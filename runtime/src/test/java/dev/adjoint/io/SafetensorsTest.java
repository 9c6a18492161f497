package dev.adjoint.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Golden;
import dev.adjoint.Leaf;
import dev.adjoint.Point;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @TempDir private Path directory;

  private final Point model = new Point(Tensor.of(new float[][] {{1, 2}, {3, 4}}), Math.PI);

  private Path file() {
    return directory.resolve("model.safetensors");
  }

  @Test
  void aTreeComesBackAsItWas() throws IOException {
    Safetensors.save(file(), Point.TREE, model);
    Point like = Point.TREE.zeros(model);
    assertThat(Safetensors.load(file(), Point.TREE, like)).isEqualTo(model);
    assertThat(like).isEqualTo(Point.TREE.zeros(model));
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void tensorsComeBackAsTheyWere() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("larger than a chunk", Tensors.normal(RandomSource.of(9), 123, 457));
    tensors.put("a \"quoted\"\n\\ name é", Tensor.scalar(Float.NEGATIVE_INFINITY));
    tensors.put("empty", Tensor.zeros(0, 3));
    Safetensors.save(file(), tensors);
    Safetensors.save(file(), tensors);
    assertThat(Safetensors.loadTensors(file())).isEqualTo(tensors);
  }

  @Test
  void theHeaderIsAligned() throws IOException {
    Safetensors.save(file(), Point.TREE, model);
    byte[] bytes = Files.readAllBytes(file());
    long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(length % 8).isZero();
    assertThat(new String(bytes, 8, (int) length, StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "{\"b\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,8]},"
                + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[8,24]}}");
  }

  @Test
  void readsAFileOfAnotherWriter() throws IOException {
    Files.write(file(), Golden.bytes("official.safetensors"));
    assertThat(Safetensors.loadTensors(file()))
        .isEqualTo(
            Map.of(
                "layer.weight",
                Tensor.of(new float[][] {{1.5f, -2, 0.25f}, {3, 1e-8f, -0f}}),
                "bias",
                Tensor.scalar(7)));
  }

  /** And what is written is the very same file, so that PyTorch's side reads it, too. */
  @Test
  void readsAndWritesWhatPyTorchWrote() throws IOException {
    byte[] bytes = Golden.bytes("torch.safetensors");
    Files.write(file(), bytes);
    Safetensors.Contents contents = Safetensors.loadContents(file());
    Map<String, double[]> expected = Golden.read("torch_safetensors.txt");
    assertThat(contents.leaves().toString())
        .isEqualTo(
            "[model.scale: double[], optimizer.mean.model.w: double[2, 3, 2], model.none: float[0, 3],"
                + " model.special: float[4], model.w: float[4, 5]]");
    for (Leaf leaf : contents.leaves()) {
      double[] values = expected.getOrDefault(leaf.path(), new double[0]);
      assertThat(leaf.size()).isEqualTo(values.length);
      for (int i = 0; i < values.length; i++) {
        assertThat(leaf.get(i)).isEqualTo(values[i]);
      }
    }
    Path written = directory.resolve("written.safetensors");
    Safetensors.save(written, contents.leaves(), contents.metadata());
    assertThat(written).hasBinaryContent(bytes);
  }

  @Test
  void theStructureIsReadWithoutNumbers() throws IOException {
    Safetensors.save(file(), Point.TREE, model);
    Safetensors.Contents structure = Safetensors.loadStructure(file());
    assertThat(structure.leaves().toString()).isEqualTo("[b: double[], w: float[2, 2]]");
    assertThat(structure.leaves()).allSatisfy(leaf -> assertThat(leaf.size()).isZero());
  }

  @Test
  void metadataAndLeavesOfBothTypesComeBack() throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("step", "12");
    metadata.put("a \"quoted\"\n name", "line\nbreak é \\");
    List<Leaf> leaves =
        List.of(
            new Leaf.Floats("model.w", new int[] {2, 1}, new float[] {1, -2}),
            new Leaf.Doubles("state.m", new int[0], new double[] {Math.PI}),
            new Leaf.Doubles("state.none", new int[] {0, 5}, new double[0]));
    Safetensors.save(file(), leaves, metadata);
    assertThat(Safetensors.loadMetadata(file())).isEqualTo(metadata);
    Safetensors.Contents contents = Safetensors.loadContents(file());
    assertThat(contents.metadata().entrySet()).containsExactlyElementsOf(metadata.entrySet());
    assertThat(contents.leaves().toString())
        .isEqualTo("[state.m: double[], state.none: double[0, 5], model.w: float[2, 1]]");
    assertThat(contents.leaves().get(0).get(0)).isEqualTo(Math.PI);
    assertThat(contents.leaves().get(2).get(1)).isEqualTo(-2);
    Safetensors.save(file(), List.of(), Map.of());
    assertThat(Safetensors.loadContents(file()))
        .isEqualTo(new Safetensors.Contents(List.of(), Map.of()));
    assertThatThrownBy(
            () -> Safetensors.save(file(), List.of(leaves.get(0), leaves.get(0)), metadata))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model.w");
    assertThatThrownBy(() -> Safetensors.save(file(), Map.of("__metadata__", Tensor.scalar(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("__metadata__");
  }

  @Test
  void readsTheMetadataOfAnotherWriter() throws IOException {
    Files.write(file(), Golden.bytes("official.safetensors"));
    assertThat(Safetensors.loadMetadata(file()))
        .isEqualTo(Map.of("format", "pt", "note", "line\nbreak é"));
  }

  @Test
  void aFailedSaveLeavesTheOldFile() throws IOException {
    Safetensors.save(file(), Point.TREE, model);
    Path missing = directory.resolve("missing").resolve("model");
    assertThatThrownBy(() -> Safetensors.save(missing, Point.TREE, model))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such directory");
    assertThat(Safetensors.load(file(), Point.TREE, model)).isEqualTo(model);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Safetensors.loadTensors(file()))
        .isInstanceOf(IOException.class)
        .hasMessage(file() + ": no such file");
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    Safetensors.save(file(), Point.TREE, model);
    byte[] bytes = Files.readAllBytes(file());
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file(), Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Safetensors.load(file(), Point.TREE, model))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file() + ": truncated");
    }
    Files.write(file(), Arrays.copyOf(bytes, bytes.length + 1));
    assertThatThrownBy(() -> Safetensors.load(file(), Point.TREE, model))
        .isInstanceOf(IOException.class)
        .hasMessage(file() + ": too long: 25 bytes of data found, 24 expected");
  }

  @Test
  void aHugeHeaderIsNotRead() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file(), bytes.putLong(1L << 40).array());
    assertThatThrownBy(() -> Safetensors.loadTensors(file()))
        .isInstanceOf(IOException.class)
        .hasMessage(file() + ": header too large: 1099511627776 bytes, at most 100000000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                            | bad JSON at character 1: expected '\"'",
        "[]                           | bad JSON at character 0: expected '{'",
        "{} x                         | bad JSON at character 3: expected the end",
        "{\"w\":1}                    | bad JSON at character 5: expected '{'",
        "{\"w\":{}}                   | w needs a dtype, a shape and two data_offsets",
        "{\"w\":{\"size\":1}}         | unknown key size of w",
        "{\"w\":{\"shape\":[-1]}}     | bad JSON at character 15: expected a whole number",
        "{\"w\":{\"dtype\":\"\\x\"}}  | bad JSON at character 16: expected an escape",
        "{\"__metadata__\":{\"a\":1}} | bad JSON at character 21: expected '\"'",
        "{\"__metadata__\":{},\"__metadata__\":{}} | the name __metadata__ stands twice",
      })
  void brokenHeadersAreRefused(String header, String message) throws IOException {
    writeFile(header, 0);
    assertThatThrownBy(() -> Safetensors.loadTensors(file()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file() + ": " + message);
  }

  @ParameterizedTest
  @CsvSource({
    "F16, 2, 0, 8, 'w has the dtype F16, expected F32'",
    "F32, 3, 0, 8, 'w has 8 bytes, its shape does not'",
    "F32, 99999999999, 0, 8, 'w has 8 bytes, its shape does not'",
    "F32, 1, 4, 8, 'w has the data offsets [4, 8], expected a start at 0'",
    "F32, 2, 0, 12, 'truncated: 8 bytes of data found, 12 expected'"
  })
  void brokenEntriesAreRefused(String dtype, String shape, int begin, int end, String message)
      throws IOException {
    String entry = "{\"w\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%d,%d]}}";
    writeFile(entry.formatted(dtype, shape, begin, end), 8);
    assertThatThrownBy(() -> Safetensors.loadTensors(file()))
        .isInstanceOf(IOException.class)
        .hasMessage(file() + ": " + message);
  }

  @Test
  void anotherStructureIsRefused() throws IOException {
    Safetensors.save(file(), Map.of("w", model.w()));
    assertRefused(model, "nothing found for the parameter b");
    Safetensors.save(file(), Map.of("w", model.w(), "b", Tensor.scalar(1), "c", model.w()));
    assertRefused(model, "the model has no parameter c");
    Safetensors.save(file(), Map.of("w", model.w(), "b", Tensor.scalar(1)));
    assertRefused(model, "b has the dtype F32, expected F64");
    Safetensors.save(file(), Point.TREE, model);
    assertRefused(new Point(Tensor.zeros(4), 0), "w has the shape [2, 2], expected [4]");
  }

  private void assertRefused(Point like, String message) {
    assertThatThrownBy(() -> Safetensors.load(file(), Point.TREE, like))
        .isInstanceOf(IOException.class)
        .hasMessage(file() + ": " + message);
  }

  private void writeFile(String header, int dataBytes) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file(), bytes.putLong(text.length).put(text).array());
  }
}
