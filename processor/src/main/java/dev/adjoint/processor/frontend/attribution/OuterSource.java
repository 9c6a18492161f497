package dev.adjoint.processor.frontend.attribution;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.Trees;
import java.io.IOException;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaFileObject;

/** A source file of the outer compilation as a file of the nested task. */
abstract sealed class OuterSource extends ForwardingJavaFileObject<JavaFileObject>
    implements NestedFile {
  private final String binaryName;

  private OuterSource(String binaryName, JavaFileObject file) {
    super(file);
    this.binaryName = binaryName;
  }

  @Override
  public String binaryName() {
    return binaryName;
  }

  /** A file being compiled, as its author wrote it. */
  static final class Whole extends OuterSource {
    Whole(String binaryName, CompilationUnitTree unit) {
      super(binaryName, unit.getSourceFile());
    }
  }

  /** A file that is not being compiled, but lies on a path without a class file. */
  static final class OnPath extends OuterSource {
    private final ReferencedNames names;

    OnPath(String binaryName, JavaFileObject file, ReferencedNames names) {
      super(binaryName, file);
      this.names = names;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
      CharSequence text = super.getCharContent(ignoreEncodingErrors);
      names.addText(text);
      return text;
    }
  }

  /**
   * A file being compiled, with empty method bodies: javac attributes all that it parses, asked or
   * not.
   */
  static final class Header extends OuterSource {
    private final CompilationUnitTree unit;
    private final Trees trees;
    private final ReferencedNames names;

    Header(String binaryName, CompilationUnitTree unit, Trees trees, ReferencedNames names) {
      super(binaryName, unit.getSourceFile());
      this.unit = unit;
      this.trees = trees;
      this.names = names;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
      names.addHeaders(unit);
      return BodyEraser.erase(super.getCharContent(ignoreEncodingErrors).toString(), unit, trees);
    }
  }
}
