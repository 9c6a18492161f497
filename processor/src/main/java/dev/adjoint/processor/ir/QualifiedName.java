package dev.adjoint.processor.ir;

import java.util.List;

/** The name of a class: its package, and its simple names from the outermost class inwards. */
public record QualifiedName(String packageName, List<String> simpleNames) {

  public QualifiedName {
    simpleNames = List.copyOf(simpleNames);
  }

  /** A top-level class. */
  public static QualifiedName of(String packageName, String simpleName) {
    return new QualifiedName(packageName, List.of(simpleName));
  }

  /** The innermost simple name. */
  public String simpleName() {
    return simpleNames.get(simpleNames.size() - 1);
  }

  /**
   * A class beside the outermost one, named after all simple names: {@code A.B} gives {@code
   * A_BGrad}.
   */
  public QualifiedName companion(String suffix) {
    return of(packageName, String.join("_", simpleNames) + suffix);
  }

  @Override
  public String toString() {
    String name = String.join(".", simpleNames);
    return packageName.isEmpty() ? name : packageName + "." + name;
  }
}
