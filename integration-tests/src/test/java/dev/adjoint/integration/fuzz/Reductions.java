package dev.adjoint.integration.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * All programs that are one step smaller. Some of them are no valid Java, which javac tells: what
 * is dropped here may be needed there.
 */
final class Reductions {
  private final Grammar grammar;

  Reductions(Grammar grammar) {
    this.grammar = grammar;
  }

  List<Program> of(Program program) {
    List<Program> result = new ArrayList<>();
    List<Program.Helper> helpers = program.helpers();
    for (int i = 0; i < helpers.size(); i++) {
      int index = i;
      result.add(program.withHelpers(without(helpers, i, i + 1)));
      if (helpers.get(i).isElsewhere()) {
        List<Program.Helper> together = new ArrayList<>(helpers);
        together.set(i, helpers.get(i).moved());
        result.add(program.withHelpers(together));
      }
      for (Node body : of(helpers.get(i).body())) {
        List<Program.Helper> changed = new ArrayList<>(helpers);
        changed.set(index, helpers.get(index).withBody((Node.Block) body));
        result.add(program.withHelpers(changed));
      }
    }
    of(program.body()).forEach(body -> result.add(program.withBody((Node.Block) body)));
    if (program.wrt().size() > 1) {
      for (int i = 0; i < program.wrt().size(); i++) {
        result.add(program.withWrt(without(program.wrt(), i, i + 1)));
      }
    }
    if (!program.wrt().isEmpty()) {
      result.add(program.withWrt(List.of()));
    }
    for (int i = 1; i < program.parameters().size(); i++) {
      String name = program.parameters().get(i).name();
      Program smaller = program.withParameters(without(program.parameters(), i, i + 1));
      result.add(smaller.withWrt(program.wrt().stream().filter(w -> !w.equals(name)).toList()));
    }
    return result;
  }

  /** What a node may become in one step. */
  private List<Node> of(Node node) {
    List<Node> result = new ArrayList<>();
    if (node instanceof Node.Block block) {
      reduceBlock(block, result);
    } else if (node instanceof Node.Tree tree) {
      reduceTree(tree, result);
    }
    return result;
  }

  private void reduceBlock(Node.Block block, List<Node> result) {
    List<Node> statements = block.statements();
    for (int length = statements.size(); length > 0; length /= 2) {
      for (int from = 0; from + length <= statements.size(); from++) {
        result.add(new Node.Block(block.hasBraces(), without(statements, from, from + length)));
      }
    }
    for (int i = 0; i < statements.size(); i++) {
      for (List<Node> inner : unwrapped(statements.get(i))) {
        List<Node> flat = new ArrayList<>(statements.subList(0, i));
        flat.addAll(inner);
        flat.addAll(statements.subList(i + 1, statements.size()));
        result.add(new Node.Block(block.hasBraces(), flat));
      }
      for (Node smaller : of(statements.get(i))) {
        result.add(new Node.Block(block.hasBraces(), with(statements, i, smaller)));
      }
    }
  }

  private void reduceTree(Node.Tree tree, List<Node> result) {
    String type = grammar.type(tree.sort());
    if (!type.isEmpty()) {
      for (String simplest : grammar.simplest(tree.sort())) {
        result.add(new Node.Tree(tree.sort(), List.of(new Node.Text(simplest))));
      }
      within(tree, type, result);
    }
    for (int i = 0; i < tree.parts().size(); i++) {
      for (Node smaller : of(tree.parts().get(i))) {
        result.add(new Node.Tree(tree.sort(), with(tree.parts(), i, smaller)));
      }
    }
  }

  /** Parts of the same type. */
  private void within(Node node, String type, List<Node> result) {
    for (Node child : node.children()) {
      if ((child instanceof Node.Tree tree && grammar.type(tree.sort()).equals(type))
          || (child instanceof Node.Name name && grammar.type(name.kind()).equals(type))) {
        result.add(child);
      }
      within(child, type, result);
    }
  }

  /** The statements within a statement, with what counts its loop declared before: one trip. */
  private List<List<Node>> unwrapped(Node statement) {
    List<List<Node>> result = new ArrayList<>();
    for (Node part : statement.children()) {
      if (part instanceof Node.Block block) {
        List<Node> all = new ArrayList<>();
        Set<Node> declared = new java.util.LinkedHashSet<>(statement.children());
        for (Node child : declared) {
          if (child instanceof Node.Name name && !grammar.simplest(name.kind()).isEmpty()) {
            String value = grammar.simplest(name.kind()).get(0);
            String type = grammar.javaType(name.kind());
            all.add(new Node.Text(type + " " + name.text() + " = " + value + ";"));
          }
        }
        result.add(block.statements());
        all.addAll(block.statements());
        result.add(all);
      }
    }
    return result;
  }

  private static <T> List<T> without(List<T> list, int from, int to) {
    List<T> result = new ArrayList<>(list.subList(0, from));
    result.addAll(list.subList(to, list.size()));
    return result;
  }

  private static List<Node> with(List<Node> list, int index, Node node) {
    List<Node> result = new ArrayList<>(list);
    result.set(index, node);
    return result;
  }
}
