package dev.adjoint.processor.frontend.attribution;

import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** A source in memory as a file of the nested task. */
final class ExtraSource extends SimpleJavaFileObject implements NestedFile {
  private final SourceText source;

  ExtraSource(SourceText source) {
    super(
        URI.create("adjoint:///" + source.qualifiedName().replace('.', '/') + ".java"),
        Kind.SOURCE);
    this.source = source;
  }

  @Override
  public String binaryName() {
    return source.qualifiedName();
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return source.text();
  }
}
