package dev.adjoint.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Golden;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that NumPy wrote, and files that are byte for byte as NumPy writes them. */
class NpyTest {
  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("array.npy");
  }

  private Path golden(String name) throws IOException {
    return Files.write(directory.resolve(name), Golden.bytes("arrays/" + name));
  }

  static float[] ramp(int count, double start, double step) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (start + i * step);
    }
    return numbers;
  }

  /** What the script beside the files makes, but for byte order, version and order of axes. */
  static NpyArray expected(String name) {
    return switch (name) {
      case "f4", "version2", "version3", "big_f4" -> NpyArray.of(ramp(24, -1, 0.125), 2, 3, 4);
      case "f8" -> NpyArray.of(IntStream.range(0, 5).mapToDouble(i -> i * 0.3 + 0.1).toArray(), 5);
      case "i4" -> NpyArray.of(IntStream.range(0, 6).map(i -> i * 100_000 - 3).toArray(), 3, 2);
      case "i8", "big_i8" -> {
        long[] numbers = {-1L << 40, -1L << 39, 0, 1L << 39};
        yield NpyArray.of(numbers, 2, 2);
      }
      case "u1" -> NpyArray.of(new byte[] {1, 51, 101, (byte) 151, (byte) 201, (byte) 251}, 6);
      case "bool" -> NpyArray.of(new boolean[] {true, false, true}, 1, 3);
      case "fortran" -> NpyArray.of(ramp(24, 0, 1), 2, 3, 4);
      case "fortran_i8" -> NpyArray.of(new long[] {5, 12, 19, 26, 33, 40}, 3, 2);
      case "scalar" -> NpyArray.of(new float[] {2.5f});
      case "empty" -> NpyArray.of(new double[0], 0, 3);
      default -> throw new IllegalArgumentException(name);
    };
  }

  static void assertSame(NpyArray actual, NpyArray expected) {
    assertThat(actual.type()).isEqualTo(expected.type());
    assertThat(actual.shape()).isEqualTo(expected.shape());
    switch (expected.type()) {
      case FLOAT32 -> assertThat(actual.floats()).isEqualTo(expected.floats());
      case FLOAT64 -> assertThat(actual.doubles()).isEqualTo(expected.doubles());
      case INT32 -> assertThat(actual.ints()).isEqualTo(expected.ints());
      case INT64 -> assertThat(actual.longs()).isEqualTo(expected.longs());
      case UINT8 -> assertThat(actual.bytes()).isEqualTo(expected.bytes());
      case BOOL -> assertThat(actual.booleans()).isEqualTo(expected.booleans());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f4",
        "f8",
        "i4",
        "i8",
        "u1",
        "bool",
        "fortran",
        "fortran_i8",
        "scalar",
        "empty",
        "big_f4",
        "big_i8",
        "version2",
        "version3"
      })
  void readsWhatNumPyWrote(String name) throws IOException {
    assertSame(Npy.read(golden(name + ".npy")), expected(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"f4", "f8", "i4", "i8", "u1", "bool", "fortran", "fortran_i8", "scalar", "empty"})
  void writesTheBytesThatNumPyWrites(String name) throws IOException {
    Npy.write(file(), expected(name), name.startsWith("fortran"));
    assertThat(Files.readAllBytes(file())).isEqualTo(Golden.bytes("arrays/" + name + ".npy"));
  }

  @Test
  void whatIsLargerThanAChunkComesBackInEitherOrder() throws IOException {
    Tensor tensor = Tensors.normal(RandomSource.of(1), 30, 41, 53);
    for (boolean fortranOrder : new boolean[] {false, true}) {
      Npy.write(file(), NpyArray.of(tensor), fortranOrder);
      assertThat(Npy.read(file()).toTensor()).isEqualTo(tensor);
    }
    double[] numbers = IntStream.range(0, 8193).mapToDouble(Math::sqrt).toArray();
    Npy.write(file(), NpyArray.of(numbers, 8193));
    assertThat(Npy.read(file()).doubles()).isEqualTo(numbers);
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void numbersOfAnyTypeBecomeTensorsAndLabels() {
    assertThat(expected("u1").toTensor()).isEqualTo(Tensor.vector(1, 51, 101, 151, 201, 251));
    assertThat(expected("u1").toInts()).containsExactly(1, 51, 101, 151, 201, 251);
    assertThat(expected("bool").toInts()).containsExactly(1, 0, 1);
    assertThat(expected("i4").toTensor().get(1, 0)).isEqualTo(199_997);
    assertThat(expected("scalar").toTensor()).isEqualTo(Tensor.scalar(2.5f));
    assertThatThrownBy(() -> expected("i8").toInts())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "element 0 of i8[2, 2] is -1099511627776, expected one within the range of int");
    assertThatThrownBy(() -> expected("f4").toInts())
        .hasMessage("an array of whole numbers expected, found f4[2, 3, 4]");
    assertThatThrownBy(() -> expected("f8").floats())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("an array of f4 expected, found f8[5]");
    assertThatThrownBy(() -> NpyArray.of(new int[3], 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 elements do not make the shape [2, 2]");
  }

  @ParameterizedTest
  @CsvSource({
    "objects, the type |O found",
    "complex, the type <c8 found",
    "fields, \"expected one type in quotes, such as '<f4'\"",
  })
  void typesOfOthersAreRefusedByName(String name, String message) throws IOException {
    Path path = golden(name + ".npy");
    assertThatThrownBy(() -> Npy.read(path))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(path + ": ")
        .hasMessageContaining(message.replace("\"", ""));
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] bytes = Golden.bytes("arrays/f4.npy");
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file(), Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Npy.read(file()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file() + ": truncated");
    }
    Files.write(file(), Arrays.copyOf(bytes, bytes.length + 1));
    assertThatThrownBy(() -> Npy.read(file()))
        .hasMessage(file() + ": too long: 97 bytes of elements found, expected 96 for f4[2, 3, 4]");
  }

  /** Whatever byte is spoilt: the file is refused in words, or read as something else. */
  @Test
  void noSpoiltByteBreaksTheReader() throws IOException {
    byte[] bytes = Golden.bytes("arrays/f4.npy");
    int refused = 0;
    for (int place = 0; place < 128; place++) {
      for (int value : new int[] {0, '\'', '(', '9', ',', 0xff}) {
        byte[] spoilt = bytes.clone();
        spoilt[place] = (byte) value;
        Files.write(file(), spoilt);
        try {
          Npy.read(file());
        } catch (IOException e) {
          assertThat(e).hasMessageStartingWith(file() + ": ");
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(300);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(2147483647, 2147483647, 4);the shape (2147483647, 2147483647, 4) found, expected at most",
        "(99999999999999999999,);the shape (99999999999999999999,) found, expected at most",
        "(4294967297,);the shape (4294967297,) found, expected at most 2147483639 elements",
        "(2000000000,);truncated: 96 bytes of elements found, expected 8000000000 for f4[2000000000]",
        "(24);the shape (24) found, expected one such as (2, 3)",
        "(2,,12);the shape (2,,12) found, expected one such as (2, 3)",
        "(,);the shape (,) found, expected one such as (2, 3)",
        "(-1,);expected a shape such as (2, 3)",
        "24;expected a shape such as (2, 3)",
      })
  void shapesThatCannotBeAreRefused(String shape, String message) throws IOException {
    write("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }");
    assertThatThrownBy(() -> Npy.read(file()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file() + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void headersThatPythonWouldTakeAreReadAndOthersRefused() throws IOException {
    for (String header :
        List.of(
            "{\"shape\":(24,),\"descr\":\"<f4\",\"fortran_order\":False}",
            " {'shape': ( 24 , ) , 'fortran_order': True, 'descr': '<f4',}\n",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (24L,), }")) {
      write(header);
      assertThat(Npy.read(file()).shape()).containsExactly(24);
    }
    for (String header :
        Set.of(
            "",
            "{}",
            "[]",
            "{'descr': '<f4', 'fortran_order': False}",
            "{'descr': '<f4', 'fortran_order': 0, 'shape': (24,)}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (24,)} + {}",
            "{'descr': '<f4' 'fortran_order': False, 'shape': (24,)}",
            "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (24,)}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (24,), 'more': 1}",
            "{'descr': '=f4', 'fortran_order': False, 'shape': (24,)}",
            "{'descr': '|f4', 'fortran_order': False, 'shape': (24,)}",
            "{'descr': '<f16', 'fortran_order': False, 'shape': (24,)}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (" + "1,".repeat(4000) + ")}")) {
      write(header);
      assertThatThrownBy(() -> Npy.read(file()))
          .as(header)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file() + ": ");
    }
  }

  @Test
  void missingFilesAndLongHeadersAreNamed() throws IOException {
    Path missing = directory.resolve("missing.npy");
    assertThatThrownBy(() -> Npy.read(missing))
        .hasMessage(missing + ": no such file, expected one in the npy format");
    byte[] bytes = Golden.bytes("arrays/version2.npy");
    bytes[11] = 0x7f;
    Files.write(file(), bytes);
    assertThatThrownBy(() -> Npy.read(file()))
        .hasMessageStartingWith(file() + ": a header of 21307")
        .hasMessageEndingWith(" bytes found, expected at most 10000");
    Path target = directory.resolve("none").resolve("array.npy");
    assertThatThrownBy(() -> Npy.write(target, expected("f4")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such directory");
  }

  /** A file of 24 floats with another text in its header. */
  private void write(String header) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    byte[] bytes = Arrays.copyOf(start, start.length + 2 + text.length + 96);
    bytes[8] = (byte) text.length;
    bytes[9] = (byte) (text.length >> 8);
    System.arraycopy(text, 0, bytes, 10, text.length);
    Files.write(file(), bytes);
  }
}
