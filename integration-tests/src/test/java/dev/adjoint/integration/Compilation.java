package dev.adjoint.integration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * What came of compiling sources.
 *
 * @param generated the texts of generated sources by qualified name
 * @param classes the class files by binary name
 */
public record Compilation(
    boolean success,
    List<Diagnostic<? extends JavaFileObject>> diagnostics,
    Map<String, String> generated,
    Map<String, byte[]> classes) {

  /** Loads what was compiled; fails unless it compiled, and generated code did without warning. */
  public ClassLoader load() {
    if (!success || diagnostics.stream().anyMatch(this::isAboutGenerated)) {
      throw new AssertionError(describe());
    }
    return new ClassLoader(Compilation.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
          throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
      }
    };
  }

  private boolean isAboutGenerated(Diagnostic<? extends JavaFileObject> diagnostic) {
    JavaFileObject source = diagnostic.getSource();
    return source != null
        && generated.keySet().stream()
            .map(name -> Compiler.uri(name, JavaFileObject.Kind.SOURCE))
            .anyMatch(source.toUri()::equals);
  }

  /** The errors and warnings with their places, and the generated sources they are in. */
  public String describe() {
    String messages =
        diagnostics.stream()
            .map(
                d ->
                    d.getKind()
                        + " "
                        + (d.getSource() == null ? "" : d.getSource().getName())
                        + ":"
                        + d.getLineNumber()
                        + ": "
                        + d.getMessage(Locale.ENGLISH))
            .collect(Collectors.joining("\n"));
    String sources =
        generated.entrySet().stream()
            .filter(
                entry ->
                    diagnostics.stream()
                        .anyMatch(
                            d ->
                                d.getSource() != null
                                    && d.getSource()
                                        .toUri()
                                        .equals(
                                            Compiler.uri(
                                                entry.getKey(), JavaFileObject.Kind.SOURCE))))
            .map(Map.Entry::getValue)
            .collect(Collectors.joining("\n"));
    return messages + "\n" + sources;
  }

  /** The Adjoint messages of a compilation, as {@code id:line}. */
  public List<String> findings() {
    return diagnostics.stream()
        .filter(d -> d.getMessage(Locale.ENGLISH).contains("[ADJ-"))
        .map(
            d ->
                d.getMessage(Locale.ENGLISH).replaceAll("(?s).*\\[(ADJ-[A-Z]+-\\d+)].*", "$1")
                    + ":"
                    + d.getLineNumber())
        .toList();
  }
}
