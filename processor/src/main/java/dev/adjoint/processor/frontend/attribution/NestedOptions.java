package dev.adjoint.processor.frontend.attribution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ModuleElement;

/** The options of a nested task: the language of the outer one, and as little work as possible. */
final class NestedOptions {
  private NestedOptions() {}

  static List<String> of(OuterCompilation outer, OuterFiles files) throws IOException {
    ProcessingEnvironment environment = outer.environment();
    List<String> options =
        new ArrayList<>(
            List.of(
                "-proc:none", "-implicit:none", "-parameters", "-Xlint:none", "-Xmaxerrs", "0"));
    // Bodies get their types although the import of something not generated yet fails; and flow
    // analysis is left to the outer compilation.
    options.add("-XDshould-stop.ifError=ATTR");
    options.add("-XDshould-stop.ifNoError=ATTR");
    options.add("-source");
    options.add(Integer.toString(environment.getSourceVersion().ordinal()));
    if (environment.isPreviewEnabled()) {
      options.add("--enable-preview");
    }
    String modules = platformModules(outer, files);
    if (!modules.isEmpty()) {
      options.add("--add-modules");
      options.add(modules);
    }
    return options;
  }

  /** Incubating modules, for example, are seen only by those who ask for them. */
  private static String platformModules(OuterCompilation outer, OuterFiles files)
      throws IOException {
    StringJoiner names = new StringJoiner(",");
    for (ModuleElement module : outer.elements().getAllModuleElements()) {
      if (files.isPlatform(module)) {
        names.add(module.getQualifiedName());
      }
    }
    return names.toString();
  }
}
