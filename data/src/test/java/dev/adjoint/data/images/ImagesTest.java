package dev.adjoint.data.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that another library wrote, and what it reads of them. */
class ImagesTest {
  private static final Map<String, double[]> EXPECTED =
      new String(bytes("expected.txt"), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(": "))
          .collect(
              Collectors.toMap(
                  parts -> parts[0],
                  parts ->
                      Arrays.stream(parts[1].split(" "))
                          .mapToDouble(Double::parseDouble)
                          .toArray()));

  @TempDir private Path directory;

  static byte[] bytes(String name) {
    try (InputStream in = ImagesTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path file(String name) throws IOException {
    return Files.write(directory.resolve(name), bytes(name));
  }

  private static double[] expected(String key) {
    return Objects.requireNonNull(EXPECTED.get(key), key);
  }

  private static void assertClose(Tensor actual, double[] expected, double scale, double within) {
    assertThat(actual.size()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual.array()[i] * scale).isCloseTo(expected[i], within(within));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gray.png", "gray_alpha.png", "rgb.png", "rgba.png", "bits.png", "palette.png"})
  void pngFilesAreReadAsTheyAre(String name) throws IOException {
    Tensor colours = Images.read(file(name));
    assertThat(colours.shape()).containsExactly(3, 3, 5);
    assertClose(colours, expected(name + " RGB"), 255, 1e-4);
    Tensor gray = Images.read(file(name), s -> s.grayscale());
    assertThat(gray.shape()).containsExactly(1, 3, 5);
    // The other library rounds to whole numbers.
    assertClose(gray, expected(name + " L"), 255, 0.51);
  }

  /** Decoders of JPEG may differ in the last digit. */
  @ParameterizedTest
  @ValueSource(strings = {"photo.jpg", "gray.jpg"})
  void jpegFilesAreReadAsOthersReadThem(String name) throws IOException {
    Tensor colours = Images.read(file(name));
    assertThat(colours.shape()).containsExactly(3, 16, 24);
    assertClose(colours, expected(name + " RGB"), 255, 2);
    assertClose(Images.read(file(name), s -> s.grayscale()), expected(name + " L"), 255, 2);
  }

  @ParameterizedTest
  @CsvSource({"6, 9", "3, 4", "1, 1", "13, 20", "6, 2", "5, 9"})
  void sizesAreThoseOfPyTorch(int height, int width) {
    float[] ramp = new float[2 * 6 * 9];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i * 7 % 11 / 8f;
    }
    Tensor resized = Images.resize(Tensor.wrap(ramp, 2, 6, 9), height, width);
    assertThat(resized.shape()).containsExactly(2, height, width);
    assertClose(resized, expected("resize %dx%d".formatted(height, width)), 1, 1e-5);
  }

  @Test
  void filesAreResizedWhenTheyAreRead() throws IOException {
    Tensor photo = Images.read(file("photo.jpg"));
    assertThat(Images.read(file("photo.jpg"), s -> s.size(4, 6)))
        .isEqualTo(Images.resize(photo, 4, 6));
    try (InputStream in = Files.newInputStream(file("photo.jpg"))) {
      assertThat(Images.read(in, "photo", s -> {})).isEqualTo(photo);
    }
  }

  @Test
  void whatIsWrittenComesBack() throws IOException {
    Path path = directory.resolve("written.png");
    for (String name : new String[] {"rgb.png", "gray.png"}) {
      Tensor colours = Images.read(file(name));
      Images.writePng(path, colours);
      assertThat(Images.read(path)).isEqualTo(colours);
      Tensor gray = Images.read(file("gray.png"), s -> s.grayscale());
      Images.writePng(path, gray);
      assertThat(Images.read(path, s -> s.grayscale())).isEqualTo(gray);
      Images.writePng(path, gray.reshape(3, 5));
      assertThat(Images.read(path, s -> s.grayscale())).isEqualTo(gray);
    }
    Images.writePng(path, Tensor.of(new float[][] {{-1, 0.4999f, 7}}));
    assertThat(Images.read(path, s -> s.grayscale()))
        .isEqualTo(Tensor.of(new float[] {0, 127 / 255f, 1}, 1, 1, 3));
    assertThatThrownBy(() -> Images.writePng(path, Tensor.zeros(2, 3, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an image of shape [3, H, W], [1, H, W] or [H, W] expected, found [2, 3, 4]");
    assertThatThrownBy(() -> Images.writePng(path, Tensor.full(Float.NaN, 1, 1)))
        .hasMessage("an image has a number that is NaN");
    Path missing = directory.resolve("none").resolve("a.png");
    assertThatThrownBy(() -> Images.writePng(missing, Tensor.zeros(1, 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such directory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rgb.png", "palette.png", "photo.jpg", "gray.jpg"})
  void everyTruncationIsRefused(String name) throws IOException {
    byte[] bytes = bytes(name);
    // Behind the pixels of a PNG file there are two checksums and the end mark.
    int end = name.endsWith("png") ? bytes.length - 20 : bytes.length;
    Path path = directory.resolve("truncated");
    // The JDK takes milliseconds for each broken JPEG file.
    int step = name.endsWith("png") ? 1 : 7;
    for (int length = 0; length < end; length += step) {
      Files.write(path, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Images.read(path))
          .as("%d of %d bytes", length, bytes.length)
          .isInstanceOf(ImageException.class)
          .hasMessageStartingWith(path + ": ");
    }
  }

  /** Whatever byte is spoilt: the file is refused in words, or read as something else. */
  @ParameterizedTest
  @ValueSource(strings = {"rgb.png", "photo.jpg"})
  void noSpoiltByteBreaksTheReader(String name) throws IOException {
    byte[] bytes = bytes(name);
    Path path = directory.resolve("spoilt");
    int refused = 0;
    for (int place = 0; place < bytes.length; place++) {
      byte[] spoilt = bytes.clone();
      spoilt[place] ^= (byte) 0xa5;
      Files.write(path, spoilt);
      try {
        Images.read(path);
      } catch (IOException e) {
        assertThat(e).isInstanceOf(ImageException.class).hasMessageStartingWith(path + ": ");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(20);
  }

  @Test
  void filesThatAreNoImagesAreRefused() throws IOException {
    Path text = Files.writeString(directory.resolve("a.png"), "no image");
    assertThatThrownBy(() -> Images.read(text))
        .isInstanceOf(ImageException.class)
        .hasMessage(text + ": no image found, expected a PNG or JPEG image");
    Path missing = directory.resolve("missing.png");
    assertThatThrownBy(() -> Images.read(missing))
        .hasMessage(missing + ": no such file, expected a PNG or JPEG image");
    assertThatThrownBy(() -> Images.read(directory))
        .hasMessage(directory + ": a directory found, expected a PNG or JPEG image");
    byte[] huge = bytes("rgb.png");
    huge[16] = 0x7f;
    huge[20] = 0x7f;
    Path path = Files.write(directory.resolve("huge.png"), huge);
    assertThatThrownBy(() -> Images.read(path))
        .hasMessage(
            path
                + ": an image of 2130706437 x 2130706435 found, expected at most 134217728 pixels");
    assertThatThrownBy(() -> Images.read(text, s -> s.size(0, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size: 0 x 4, expected positive numbers");
    assertThatThrownBy(() -> Images.resize(Tensor.zeros(4, 4), 2, 2))
        .hasMessage("an image of shape [C, H, W] expected, found [4, 4]");
  }
}
