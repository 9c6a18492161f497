package dev.adjoint.integration.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Members and types, of which each program gets those that it mentions. */
final class Sources {
  /** What stands above each type. */
  private final String header;

  private final Map<String, String> members = new LinkedHashMap<>();
  private final Map<String, String> types = new LinkedHashMap<>();

  Sources(String header) {
    this.header = header;
  }

  /** A member that stands in each class that mentions it. */
  Sources member(String name, String source) {
    members.put(name, source);
    return this;
  }

  /** A type in a file of its own. */
  Sources type(String name, String source) {
    types.put(name, source);
    return this;
  }

  String header() {
    return header;
  }

  /** The members that a text mentions. */
  String members(String text) {
    StringBuilder result = new StringBuilder();
    members.forEach(
        (name, source) -> {
          if (mentions(text, name)) {
            result.append(source.indent(2)).append('\n');
          }
        });
    return result.toString();
  }

  /** The types that a text mentions, and those that they mention, by qualified name. */
  Map<String, String> types(String text) {
    Set<String> found = new TreeSet<>();
    collect(text, found);
    Map<String, String> result = new LinkedHashMap<>();
    found.forEach(name -> result.put("fuzz." + name, header + types.get(name)));
    return result;
  }

  private void collect(String text, Set<String> found) {
    types.forEach(
        (name, source) -> {
          if (mentions(text, name) && found.add(name)) {
            collect(source, found);
          }
        });
  }

  private static boolean mentions(String text, String name) {
    return Pattern.compile("\\b" + name + "\\b").matcher(text).find();
  }
}
