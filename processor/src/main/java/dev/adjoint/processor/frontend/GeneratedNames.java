package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.Mode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of methods and nested classes in one companion, to see that none is taken twice. */
public final class GeneratedNames {
  private final Set<String> taken = new HashSet<>();

  /** Takes the names for a method; false if one of them is taken. */
  public boolean add(String method) {
    return add(method, Set.of());
  }

  /** Takes the names for a method and some modes of it; false if one of them is taken. */
  boolean add(String method, Set<Mode> modes) {
    String type = method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1);
    // Class names are compared as file systems may compare them.
    List<String> names =
        new ArrayList<>(
            List.of(
                "method " + method,
                "method " + method + "Pullback",
                "type " + type.toLowerCase(Locale.ROOT) + "pullback",
                "type " + type.toLowerCase(Locale.ROOT) + "gradient"));
    modes.forEach(mode -> names.add("method " + mode.of(method)));
    if (modes.contains(Mode.HVP)) {
      names.add("method " + method + "PullbackJvp");
    }
    if (names.stream().anyMatch(taken::contains)) {
      return false;
    }
    return taken.addAll(names);
  }

  /** Takes the names for a method under its own name, or with a number after it. */
  public String addSimilar(String method) {
    String name = method;
    // Two numbers in a row would read as one: of lines 8 to 23, the second.
    String separator = Character.isDigit(method.charAt(method.length() - 1)) ? "_" : "";
    for (int i = 2; !add(name); i++) {
      name = method + separator + i;
    }
    return name;
  }
}
