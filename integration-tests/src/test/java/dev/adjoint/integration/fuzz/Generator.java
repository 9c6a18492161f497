package dev.adjoint.integration.fuzz;

import dev.adjoint.integration.fuzz.Production.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Expands the productions of the grammar, at random, into the body of a method. */
final class Generator {
  private static final int NESTING = 3;

  private final Grammar grammar;
  private final Random random;
  private Scope scope = new Scope();
  private int names;
  private int nesting;

  /** The sort of what the method returns. */
  private String result = "";

  /** How many statements there may be still. */
  private int budget;

  Generator(Grammar grammar, Random random) {
    this.grammar = grammar;
    this.random = random;
  }

  /**
   * The body of a method.
   *
   * @param known what may be used in it
   * @param result the sort of what it returns
   */
  Node.Block body(List<Node.Name> known, int statements, String result) {
    scope = new Scope();
    known.forEach(scope::add);
    scope.add(new Node.Name(Scope.RETURN, ""));
    budget = 2 * statements + 2;
    nesting = 0;
    this.result = result;
    List<Node> all = new ArrayList<>(statements(statements));
    all.add(expand("ending_" + result, level()));
    return new Node.Block(true, all);
  }

  /** A name that no other has. */
  Node.Name fresh(String kind) {
    return new Node.Name(kind, kind.substring(0, 1) + names++);
  }

  private int level() {
    int roll = random.nextInt(10);
    return roll < 5 ? 3 : roll < 8 ? 4 : 5;
  }

  private List<Node> statements(int count) {
    List<Node> result = new ArrayList<>();
    for (int i = 0; i < count && (budget > 0 || i == 0); i++) {
      budget--;
      result.add(expand("statement", level()));
    }
    return result;
  }

  private Node expand(String name, int level) {
    String sort = name.equals("result") ? result : name;
    Grammar.Heights heights = grammar.heights(scope.kinds());
    List<Production> possible =
        grammar.of(sort).stream()
            .filter(heights::canExpand)
            .filter(choice -> nesting < NESTING || !choice.hasStatements())
            .toList();
    if (possible.isEmpty()) {
      throw new IllegalStateException("nothing of the sort " + sort + " can be written here");
    }
    int limit = Math.max(level, possible.stream().mapToInt(heights::of).min().orElseThrow());
    Production chosen =
        choose(possible.stream().filter(choice -> heights.of(choice) <= limit).toList());
    return expand(chosen, limit - 1);
  }

  private Production choose(List<Production> from) {
    int roll = random.nextInt(from.stream().mapToInt(Production::weight).sum());
    for (Production production : from) {
      roll -= production.weight();
      if (roll < 0) {
        return production;
      }
    }
    throw new AssertionError();
  }

  private Node expand(Production production, int level) {
    Map<String, Node> labels = new HashMap<>();
    List<Node> parts = new ArrayList<>();
    List<Node.Name> local = new ArrayList<>();
    List<Node.Name> later = new ArrayList<>();
    int before = scope.size();
    for (Piece piece : production.pieces()) {
      if (piece instanceof Piece.Fixed fixed) {
        parts.add(new Node.Text(fixed.text()));
      } else if (piece instanceof Piece.Again again) {
        parts.add(labels.get(again.label()));
      } else if (piece instanceof Piece.Declared declared) {
        Node.Name name = fresh(declared.kind());
        labels.put(declared.label(), name);
        parts.add(name);
        (declared.isLocal() ? local : later).add(name);
      } else if (piece instanceof Piece.Hole hole) {
        if (Grammar.STATEMENTS.contains(hole.sort())) {
          local.forEach(scope::add);
          local.clear();
        }
        Node filled = fill(hole.sort(), level);
        parts.add(filled);
        labels.put(hole.label(), filled);
      }
    }
    scope.cut(before);
    later.forEach(scope::add);
    return new Node.Tree(production.sort(), parts);
  }

  private Node fill(String hole, int level) {
    return switch (hole) {
      case "block" -> block(true, null);
      case "statements" -> block(false, null);
      case "loop" -> block(true, Scope.LOOP);
      case "switch" -> block(true, Scope.BREAKABLE);
      case "closed" -> closed();
      default -> grammar.isSort(hole) ? expand(hole, level) : pick(hole);
    };
  }

  private Node pick(String kind) {
    List<Node.Name> from = scope.of(kind);
    return from.get(random.nextInt(from.size()));
  }

  private Node.Block block(boolean hasBraces, @Nullable String jump) {
    int before = scope.size();
    if (jump != null) {
      scope.add(new Node.Name(jump, ""));
      scope.add(new Node.Name(Scope.BREAKABLE, ""));
    }
    nesting++;
    List<Node> statements = statements(1 + random.nextInt(3));
    nesting--;
    scope.cut(before);
    return new Node.Block(hasBraces, statements);
  }

  /** Statements within an expression, which no jump leaves but {@code yield}. */
  private Node.Block closed() {
    Scope outer = scope;
    scope = outer.closed();
    scope.add(new Node.Name(Scope.YIELD, ""));
    Node.Block block = block(false, null);
    scope = outer;
    return block;
  }
}
