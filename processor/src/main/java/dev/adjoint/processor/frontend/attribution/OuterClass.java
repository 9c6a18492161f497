package dev.adjoint.processor.frontend.attribution;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** A class file on the outer compilation's paths, which tells when the nested task reads it. */
final class OuterClass extends ForwardingJavaFileObject<JavaFileObject> implements NestedFile {
  private final String binaryName;
  private final Consumer<byte[]> whenRead;
  private byte @Nullable [] bytes;

  OuterClass(String binaryName, JavaFileObject file, Consumer<byte[]> whenRead) {
    super(file);
    this.binaryName = binaryName;
    this.whenRead = whenRead;
  }

  @Override
  public String binaryName() {
    return binaryName;
  }

  @Override
  public InputStream openInputStream() throws IOException {
    if (bytes == null) {
      try (InputStream in = super.openInputStream()) {
        bytes = in.readAllBytes();
      }
      whenRead.accept(bytes);
    }
    return new ByteArrayInputStream(bytes);
  }
}
