package dev.adjoint.data.text;

import dev.adjoint.io.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads files of text in UTF-8, which may be compressed by gzip. */
public final class Texts {
  private static final String KIND = "a text in UTF-8";

  private Texts() {}

  /**
   * Reads a file, line ends as they are.
   *
   * @throws IOException if the file is missing or broken, or no text in UTF-8; the message names
   *     the path and what was expected
   */
  public static String read(Path path) throws IOException {
    return InputFile.read(path, KIND, in -> decoded(in, path.toString()));
  }

  /**
   * Reads a stream to its end; the caller closes it.
   *
   * @param name what messages call the stream
   * @throws IOException as {@link #read(Path)}
   */
  public static String read(InputStream stream, String name) throws IOException {
    return InputFile.read(stream, name, KIND, in -> decoded(in, name));
  }

  private static String decoded(InputStream in, String name) throws IOException {
    byte[] bytes = in.readAllBytes();
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    try {
      // The decoder of a charset's name would replace broken bytes in silence.
      return StandardCharsets.UTF_8.newDecoder().decode(rest).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(
          "%s: the bytes from %d on are no UTF-8, expected %s"
              .formatted(name, rest.position(), KIND),
          e);
    }
  }
}
