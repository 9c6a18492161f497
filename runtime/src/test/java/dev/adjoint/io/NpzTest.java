package dev.adjoint.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Golden;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzTest {
  private static final List<String> NAMES =
      List.of("f4", "i8", "bool", "fortran", "scalar", "empty");

  private static final byte[] CENTRAL_DIRECTORY = {'P', 'K', 1, 2};

  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("arrays.npz");
  }

  private static Map<String, NpyArray> arrays() {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    NAMES.forEach(name -> arrays.put(name, NpyTest.expected(name)));
    return arrays;
  }

  private void assertReadBack() throws IOException {
    Map<String, NpyArray> read = Npz.read(file());
    assertThat(read.keySet()).containsExactlyElementsOf(NAMES);
    read.forEach((name, array) -> NpyTest.assertSame(array, NpyTest.expected(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "compressed"})
  void readsWhatNumPyWrote(String name) throws IOException {
    Files.write(file(), Golden.bytes("arrays/" + name + ".npz"));
    assertReadBack();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsWrittenComesBackAndTheSameArraysGiveTheSameFile(boolean compressed)
      throws IOException {
    Npz.write(file(), arrays(), compressed);
    assertReadBack();
    byte[] first = Files.readAllBytes(file());
    Npz.write(file(), arrays(), compressed);
    assertThat(Files.readAllBytes(file())).isEqualTo(first);
    Npz.write(file(), Map.of(), compressed);
    assertThat(Npz.read(file())).isEmpty();
  }

  @Test
  void everyTruncationIsRefusedAndNoSpoiltByteBreaksTheReader() throws IOException {
    byte[] bytes = Golden.bytes("arrays/compressed.npz");
    for (int length = 0; length < bytes.length; length += 3) {
      Files.write(file(), Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Npz.read(file()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file() + ": ");
    }
    int refused = 0;
    for (int place = 0; place < bytes.length; place += 3) {
      byte[] spoilt = bytes.clone();
      spoilt[place] ^= 0x55;
      Files.write(file(), spoilt);
      try {
        // Nobody reads the times, and a spoilt name is another name.
        assertThat(Npz.read(file())).hasSize(NAMES.size());
      } catch (IOException e) {
        assertThat(e).hasMessageStartingWith(file() + ": ");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(bytes.length / 9);
  }

  @Test
  void everySpoiltElementIsRefused() throws IOException {
    Npz.write(file(), Map.of("a", NpyTest.expected("f4")), false);
    byte[] bytes = Files.readAllBytes(file());
    int end = indexOf(bytes, CENTRAL_DIRECTORY);
    for (int i = 1; i <= 96; i++) {
      byte[] spoilt = bytes.clone();
      spoilt[end - i] ^= 1;
      Files.write(file(), spoilt);
      assertThatThrownBy(() -> Npz.read(file()))
          .hasMessage(file() + ": a.npy: the checksum is another one than the archive has");
    }
  }

  @Test
  void entriesThatAreNoArraysAreRefusedByName() throws IOException {
    write("notes.txt", new byte[3]);
    assertThatThrownBy(() -> Npz.read(file()))
        .hasMessage(file() + ": the entry notes.txt found, expected names that end in .npy");
    write("a.npy", new byte[30]);
    assertThatThrownBy(() -> Npz.read(file()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file() + ": a.npy: no npy data");
    byte[] array = Golden.bytes("arrays/f4.npy");
    write("a.npy", Arrays.copyOf(array, array.length - 1));
    assertThatThrownBy(() -> Npz.read(file()))
        .hasMessage(
            file() + ": a.npy: truncated: 95 bytes of elements found, expected 96 for f4[2, 3, 4]");
    Path missing = directory.resolve("missing.npz");
    assertThatThrownBy(() -> Npz.read(missing))
        .hasMessage(missing + ": no such file, expected one in the npz format");
  }

  /** The directory of an archive may announce any size; memory is not taken for it. */
  @Test
  void anEntryThatAnnouncesMoreThanItsBytesCanHoldIsRefused() throws IOException {
    byte[] header = NpyHeader.write(NpyArray.of(new float[0], 0), false);
    String text = new String(header, StandardCharsets.ISO_8859_1);
    byte[] huge =
        text.replace("(0,), }         ", "(500000000,), } ").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(huge).hasSameSizeAs(header);
    write("a.npy", huge);
    byte[] bytes = Files.readAllBytes(file());
    int directoryEntry = indexOf(bytes, CENTRAL_DIRECTORY);
    int size = header.length + 2_000_000_000;
    for (int i = 0; i < 4; i++) {
      bytes[directoryEntry + 24 + i] = (byte) (size >>> 8 * i);
    }
    Files.write(file(), bytes);
    assertThatThrownBy(() -> Npz.read(file()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file() + ": a.npy: 2000000128 bytes announced, more than ");
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }

  private void write(String name, byte[] content) throws IOException {
    try (OutputStream out = Files.newOutputStream(file());
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    }
  }
}
