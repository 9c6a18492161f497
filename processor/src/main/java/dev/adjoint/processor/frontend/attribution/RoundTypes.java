package dev.adjoint.processor.frontend.attribution;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** The names of the top-level types that are being compiled, by package, over all rounds so far. */
final class RoundTypes {
  private final Map<String, Set<String>> namesByPackage = new HashMap<>();

  void add(RoundEnvironment round, Elements elements) {
    for (TypeElement type : ElementFilter.typesIn(round.getRootElements())) {
      String packageName = elements.getPackageOf(type).getQualifiedName().toString();
      namesByPackage
          .computeIfAbsent(packageName, p -> new LinkedHashSet<>())
          .add(type.getQualifiedName().toString());
    }
  }

  boolean isEmpty() {
    return namesByPackage.isEmpty();
  }

  Collection<String> in(String packageName) {
    return namesByPackage.getOrDefault(packageName, Set.of());
  }
}
