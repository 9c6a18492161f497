package dev.adjoint.processor.backend;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Draws a body as a graph in Graphviz's language DOT: a box for each statement, an arrow from where
 * a variable gets a value to where that is read, a frame around the body of each loop and branch.
 *
 * <p>The computation itself is blue and its adjoint is orange; dotted arrows lead from one to the
 * other, dashed ones from one trip of a loop to the next.
 */
public final class GraphWriter {
  private static final int WIDEST = 72;
  private static final String PRIMAL = "#dceaf7";
  private static final String ADJOINT = "#fce4d1";

  private final Names names = new Names();
  private final StringBuilder out = new StringBuilder();

  /** The boxes where a variable may have got the value that it has. */
  private Map<Variable, Set<Integer>> origins = new HashMap<>();

  /** Whether a box belongs to the adjoint. */
  private final Map<Integer, Boolean> isAdjoint = new HashMap<>();

  /** For each statement its box: a loop's body is gone through twice. */
  private final Map<Stmt, Integer> boxes = new IdentityHashMap<>();

  /** Each arrow with its label. */
  private final Map<List<Integer>, Set<String>> arrows = new LinkedHashMap<>();

  private final Set<List<Integer>> nextTrip = new LinkedHashSet<>();
  private boolean isNextTrip;
  private int count;
  private int frames;

  private GraphWriter() {}

  /**
   * Draws a body.
   *
   * @param title what stands above
   * @param parameters the variables that have values at the start
   */
  public static String write(String title, Collection<Variable> parameters, Block body) {
    GraphWriter writer = new GraphWriter();
    writer.names.addBody(parameters, body);
    writer.out.append("digraph {\n");
    writer.out.append("  label=").append(quoted(title)).append(";\n  labelloc=t;\n");
    writer.out.append("  fontname=\"Helvetica\";\n");
    writer.out.append("  node [shape=box, style=filled, fontname=\"Courier\", fontsize=10];\n");
    writer.out.append("  edge [fontname=\"Helvetica\", fontsize=9];\n");
    for (Variable parameter : parameters) {
      int box = writer.box(writer.names.of(parameter), parameter.isAdjoint(), "ellipse", "  ");
      writer.origins.put(parameter, new LinkedHashSet<>(Set.of(box)));
    }
    writer.block(body, "  ");
    writer.writeArrows();
    return writer.out.append("}\n").toString();
  }

  private int box(String text, boolean adjoint, String shape, String indent) {
    int box = count++;
    isAdjoint.put(box, adjoint);
    out.append(indent)
        .append(
            "n%d [label=%s, shape=%s, fillcolor=\"%s\"];\n"
                .formatted(box, quoted(text), shape, adjoint ? ADJOINT : PRIMAL));
    return box;
  }

  private void block(Block block, String indent) {
    for (Stmt stmt : block.statements()) {
      if (!(stmt instanceof Stmt.Comment)) {
        statement(stmt, indent);
      }
    }
  }

  private void statement(Stmt stmt, String indent) {
    if (stmt instanceof Stmt.If s) {
      reads(s, "if (" + text(s.condition()) + ")", s.condition(), indent);
      Map<Variable, Set<Integer>> before = copy(origins);
      frame("then", s.then(), indent);
      Map<Variable, Set<Integer>> then = origins;
      origins = before;
      if (!s.otherwise().isEmpty()) {
        frame("else", s.otherwise(), indent);
      }
      merge(then);
    } else if (stmt instanceof Stmt.For s) {
      int box = reads(s, header(s), null, indent);
      read(box, s.from());
      read(box, s.bound());
      origins.put(s.index(), new LinkedHashSet<>(Set.of(box)));
      loop(header(s), s.body(), indent);
    } else if (stmt instanceof Stmt.While s) {
      reads(s, "while (" + text(s.condition()) + ")", s.condition(), indent);
      loop("while", s.body(), indent);
    } else {
      simple(stmt, indent);
    }
  }

  private void simple(Stmt stmt, String indent) {
    int box = reads(stmt, text(stmt), null, indent);
    Walk.expressions(stmt).forEach(expr -> read(box, expr));
    Variable target = Walk.target(stmt);
    if (target != null) {
      origins.put(target, new LinkedHashSet<>(Set.of(box)));
    }
    // What is stored leaves the other elements as they were.
    Walk.eachStored(
        stmt, array -> origins.computeIfAbsent(array, a -> new LinkedHashSet<>()).add(box));
  }

  private int reads(Stmt stmt, String text, @Nullable Expr condition, String indent) {
    Integer known = boxes.get(stmt);
    int box =
        known != null
            ? known
            : box(text, isOfAdjoint(stmt), stmt instanceof Stmt.Return ? "ellipse" : "box", indent);
    boxes.put(stmt, box);
    if (condition != null) {
      read(box, condition);
    }
    return box;
  }

  /** Whether a statement, or all that is in it, computes adjoints. */
  private static boolean isOfAdjoint(Stmt stmt) {
    List<Block> blocks = Walk.blocks(stmt);
    if (!blocks.isEmpty()) {
      return blocks.stream()
          .allMatch(block -> block.statements().stream().allMatch(GraphWriter::isOfAdjoint));
    }
    Variable target = Walk.target(stmt);
    boolean[] found = {stmt instanceof Stmt.Comment || (target != null && target.isAdjoint())};
    Walk.eachStored(stmt, array -> found[0] |= array.isAdjoint());
    return found[0];
  }

  private void read(int box, Expr expr) {
    Walk.eachRead(
        expr,
        variable -> {
          for (int from : origins.getOrDefault(variable, Set.of())) {
            List<Integer> arrow = List.of(from, box);
            if (arrows.computeIfAbsent(arrow, a -> new LinkedHashSet<>()).add(names.of(variable))
                && isNextTrip) {
              nextTrip.add(arrow);
            }
          }
        });
  }

  private void loop(String header, Block body, String indent) {
    Map<Variable, Set<Integer>> before = copy(origins);
    frame(header, body, indent);
    // Once more, without drawing, for what one trip leaves to the next.
    boolean outer = isNextTrip;
    isNextTrip = true;
    int length = out.length();
    block(body, indent);
    out.setLength(length);
    isNextTrip = outer;
    merge(before);
  }

  private void frame(String header, Block body, String indent) {
    out.append(indent).append("subgraph cluster").append(frames++).append(" {\n");
    out.append(indent).append("  label=").append(quoted(header)).append("; color=gray;\n");
    block(body, indent + "  ");
    out.append(indent).append("}\n");
  }

  private void merge(Map<Variable, Set<Integer>> others) {
    others.forEach(
        (variable, from) ->
            origins.computeIfAbsent(variable, v -> new LinkedHashSet<>()).addAll(from));
  }

  private static Map<Variable, Set<Integer>> copy(Map<Variable, Set<Integer>> origins) {
    Map<Variable, Set<Integer>> result = new HashMap<>();
    origins.forEach((variable, from) -> result.put(variable, new LinkedHashSet<>(from)));
    return result;
  }

  private void writeArrows() {
    arrows.forEach(
        (arrow, labels) -> {
          int from = arrow.get(0);
          int to = arrow.get(1);
          boolean crosses =
              !isAdjoint.getOrDefault(from, false) && isAdjoint.getOrDefault(to, false);
          String style =
              nextTrip.contains(arrow)
                  ? ", style=dashed, constraint=false"
                  : crosses ? ", style=dotted" : "";
          out.append(
              "  n%d -> n%d [label=%s%s];\n"
                  .formatted(from, to, quoted(String.join(", ", labels)), style));
        });
  }

  private String text(Stmt stmt) {
    return shortened(StatementWriter.write(new Block(List.of(stmt)), names).toString());
  }

  private String text(Expr expr) {
    Code code = new Code();
    new ExpressionWriter(names, code).write(expr);
    return shortened(code.toBlock().toString());
  }

  private String header(Stmt.For loop) {
    return "for %s from %s, %s %s"
        .formatted(
            names.of(loop.index()),
            text(loop.from()),
            loop.relation().symbol(),
            text(loop.bound()));
  }

  /** Without packages, in one line. */
  private static String shortened(String code) {
    String text =
        code.replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "").replaceAll("\\s+", " ").strip();
    text = text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
