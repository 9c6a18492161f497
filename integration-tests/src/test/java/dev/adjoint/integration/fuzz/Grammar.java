package dev.adjoint.integration.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The productions with their weights, by sort. */
final class Grammar {
  /** Holes that stand for statements. */
  static final Set<String> STATEMENTS = Set.of("block", "loop", "switch", "closed", "statements");

  /** What a height is when nothing can be expanded that far. */
  private static final int UNKNOWN = 1000;

  private final Map<String, List<Production>> productions = new HashMap<>();
  private final Map<String, String> types = new HashMap<>();
  private final Map<String, List<String>> simplest = new HashMap<>();

  /** Heights by the kinds of names that are known. */
  private final Map<Set<String>, Heights> heights = new HashMap<>();

  /** Numbers, arrays and records of them. */
  static Grammar ofArrays() {
    Grammar grammar = new Grammar();
    // Stands for the sort of what the method returns.
    grammar.add("result", 1, "$small");
    ScalarProductions.addTo(grammar);
    ConditionProductions.addTo(grammar);
    IntegerProductions.addTo(grammar);
    ArrayProductions.addTo(grammar);
    AssignmentProductions.addTo(grammar);
    LoopProductions.addTo(grammar);
    BranchProductions.addTo(grammar);
    RecordProductions.addTo(grammar);
    SealedProductions.addTo(grammar);
    CallProductions.addTo(grammar);
    return grammar;
  }

  /** Tensors, with numbers, branches and loops. */
  static Grammar ofTensors() {
    Grammar grammar = new Grammar();
    grammar.add("result", 1, "$small");
    ScalarProductions.addTo(grammar);
    ConditionProductions.addTo(grammar);
    IntegerProductions.addTo(grammar);
    AssignmentProductions.addTo(grammar);
    LoopProductions.addTo(grammar);
    BranchProductions.addTo(grammar);
    TensorProductions.addTo(grammar);
    ShapingProductions.addTo(grammar);
    TensorStatements.addTo(grammar);
    TensorLoops.addTo(grammar);
    TensorRecords.addTo(grammar);
    TensorCalls.addTo(grammar);
    Catalogue.addTo(grammar);
    return grammar;
  }

  /**
   * Names the type of some sorts; only these may replace each other in a program. What follows a
   * space is not for Java: sizes of tensors.
   */
  Grammar type(String type, String... sorts) {
    for (String sort : sorts) {
      types.put(sort, type);
    }
    return this;
  }

  /** Adds a production. */
  Grammar add(String sort, int weight, String text) {
    productions
        .computeIfAbsent(sort, key -> new ArrayList<>())
        .add(Production.of(sort, weight, text));
    return this;
  }

  /** The Java type of a sort, empty if it has none. */
  String type(String sort) {
    return types.getOrDefault(sort, "");
  }

  /** What some sorts are in Java. */
  String javaType(String sort) {
    return type(sort).replaceAll(" .*", "");
  }

  /** Gives the simplest expressions of a type; the first one can stand everywhere. */
  Grammar simplest(String type, String... texts) {
    simplest.put(type, List.of(texts));
    return this;
  }

  /** The simplest expressions of the type of a sort. */
  List<String> simplest(String sort) {
    return simplest.getOrDefault(type(sort), List.of());
  }

  /** All sorts that there are. */
  Set<String> sorts() {
    return productions.keySet();
  }

  boolean isSort(String name) {
    return productions.containsKey(name);
  }

  List<Production> of(String sort) {
    return productions.getOrDefault(sort, List.of());
  }

  /** How deep expressions get at least where names of some kinds are known. */
  Heights heights(Set<String> kinds) {
    return heights.computeIfAbsent(new TreeSet<>(kinds), Heights::new);
  }

  /** How deep expressions get at least, by sort. */
  final class Heights {
    private final Set<String> kinds;
    private final Map<String, Integer> bySort = new HashMap<>();

    private Heights(Set<String> kinds) {
      this.kinds = kinds;
      boolean changes = true;
      while (changes) {
        changes = false;
        for (Map.Entry<String, List<Production>> entry : productions.entrySet()) {
          int height = entry.getValue().stream().mapToInt(this::of).min().orElse(UNKNOWN);
          changes |= !Integer.valueOf(height).equals(bySort.put(entry.getKey(), height));
        }
      }
    }

    /** Whether a production has all the names that it needs. */
    boolean canExpand(Production production) {
      return of(production) < UNKNOWN;
    }

    /** How deep expressions get at least when a production is expanded. */
    int of(Production production) {
      int height = 0;
      for (String hole : production.needs()) {
        if (isSort(hole)) {
          height = Math.max(height, 1 + bySort.getOrDefault(hole, UNKNOWN));
        } else if (!STATEMENTS.contains(hole) && !kinds.contains(hole)) {
          height = UNKNOWN;
        }
      }
      return Math.min(height, UNKNOWN);
    }
  }
}
