package dev.adjoint.processor.frontend.attribution;

import javax.tools.JavaFileObject;

/** A file of the nested task that knows for which type it was handed out. */
sealed interface NestedFile extends JavaFileObject permits OuterSource, OuterClass, ExtraSource {
  /** The binary name of the type. */
  String binaryName();
}
