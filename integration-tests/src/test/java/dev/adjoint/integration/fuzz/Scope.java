package dev.adjoint.integration.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The names that may be used at a place of a program, each of a kind. */
final class Scope {
  /** Kinds without a name, which say where a jump may stand. */
  static final String LOOP = "insideLoop";

  static final String BREAKABLE = "breakable";
  static final String RETURN = "returning";
  static final String YIELD = "yielding";
  private static final Set<String> JUMPS = Set.of(LOOP, BREAKABLE, RETURN, YIELD, "label", "named");

  private final List<Node.Name> names;

  Scope() {
    this(new ArrayList<>());
  }

  private Scope(List<Node.Name> names) {
    this.names = names;
  }

  void add(Node.Name name) {
    names.add(name);
  }

  List<Node.Name> of(String kind) {
    return names.stream().filter(name -> name.kind().equals(kind)).toList();
  }

  Set<String> kinds() {
    return names.stream().map(Node.Name::kind).collect(Collectors.toSet());
  }

  int size() {
    return names.size();
  }

  /** Forgets what was added since. */
  void cut(int size) {
    names.subList(size, names.size()).clear();
  }

  /** The same names, without the jumps that cannot leave the body of a switch expression. */
  Scope closed() {
    Scope result = new Scope(new ArrayList<>(names));
    result.names.removeIf(name -> JUMPS.contains(name.kind()));
    return result;
  }
}
