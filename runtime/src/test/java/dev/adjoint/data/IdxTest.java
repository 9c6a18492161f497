package dev.adjoint.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
  private static final byte[] IMAGES = {
    0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, 102, (byte) 255
  };
  private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 3, 7, 0, (byte) 200};

  @TempDir private Path directory;

  @Test
  void readsImagesScaledToOne() throws IOException {
    assertThat(Idx.readImages(write(IMAGES)))
        .isEqualTo(Tensor.of(new float[] {0, 0.2f, 0.4f, 1}, 2, 1, 2));
  }

  @Test
  void readsLabels() throws IOException {
    assertThat(Idx.readLabels(write(LABELS))).containsExactly(7, 0, 200);
  }

  @Test
  void readsGzip() throws IOException {
    assertThat(Idx.readLabels(write(gzip(LABELS)))).containsExactly(7, 0, 200);
  }

  @Test
  void aMissingFileIsNamed() {
    Path path = directory.resolve("missing");
    assertThatThrownBy(() -> Idx.readImages(path))
        .isInstanceOf(IOException.class)
        .hasMessage(path + ": no such file, expected one in the IDX format");
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    for (int length = 0; length < IMAGES.length; length++) {
      Path path = write(Arrays.copyOf(IMAGES, length));
      assertThatThrownBy(() -> Idx.readImages(path))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(path + ": truncated");
    }
    byte[] compressed = gzip(IMAGES);
    for (int length = 2; length < compressed.length; length++) {
      Path path = write(Arrays.copyOf(compressed, length));
      assertThatThrownBy(() -> Idx.readImages(path))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(path.toString());
    }
  }

  @Test
  void theMessageSaysWhatWasFoundAndWhatWasExpected() throws IOException {
    byte[] shorter = Arrays.copyOf(IMAGES, IMAGES.length - 1);
    assertRefused(shorter, "truncated: 3 elements found, expected 4 for the shape [2, 1, 2]");
    byte[] longer = Arrays.copyOf(IMAGES, IMAGES.length + 1);
    assertRefused(longer, "more bytes found than expected for the shape [2, 1, 2]");
    byte[] floats = IMAGES.clone();
    floats[2] = 0x0D;
    assertRefused(
        floats,
        "magic number 0x00000d03 found, expected 0x00000801 to 0x00000804 (unsigned bytes)");
    byte[] huge = IMAGES.clone();
    huge[4] = 0x7f;
    huge[8] = 0x7f;
    assertRefused(
        huge, "the shape [2130706434, 2130706433, 2] found, expected at most 1073741824 elements");
    byte[] negative = IMAGES.clone();
    negative[4] = -1;
    assertRefused(
        negative, "the shape [-16777214, 1, 2] found, expected at most 1073741824 elements");
  }

  @Test
  void labelsHaveRankOne() throws IOException {
    Path path = write(IMAGES);
    assertThatThrownBy(() -> Idx.readLabels(path))
        .isInstanceOf(IOException.class)
        .hasMessage(path + ": labels of rank 1 expected, found the shape [2, 1, 2]");
  }

  private void assertRefused(byte[] bytes, String message) throws IOException {
    Path path = write(bytes);
    assertThatThrownBy(() -> Idx.readImages(path))
        .isInstanceOf(IOException.class)
        .hasMessage(path + ": " + message);
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("file"), bytes);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }
}
