package dev.adjoint.processor.backend;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Body;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * Gives each variable a name, the one it asks for if possible. Variables that are never visible
 * together may share a name, as the indices of two loops do.
 */
final class Names {
  private final Map<Variable, List<Span>> spans = new HashMap<>();
  private final Map<Variable, String> names = new HashMap<>();
  private final Set<String> reserved = new HashSet<>();

  /** Where each name is taken. */
  private final Map<String, Spans> taken = new HashMap<>();

  /** The variables that are visible where the body is read, by the name that they ask for. */
  private final Map<String, Span> visible = new HashMap<>();

  private int places;

  /** The names of fields for variables that live in an object, which another variable holds. */
  private final Map<Variable, String> fields;

  private @Nullable Variable holder;

  Names() {
    this(new HashMap<>());
  }

  private Names(Map<Variable, String> fields) {
    this.fields = fields;
  }

  /** No names yet but those of the fields, which are many and the same for each part of a body. */
  Names withSameFields() {
    Names result = new Names(fields);
    result.holder = holder;
    return result;
  }

  /** Learns which variables live in an object. */
  void hold(Body.@Nullable Locals locals) {
    if (locals != null) {
      holder = locals.holder();
      Names own = new Names();
      own.addBody(locals.held(), Block.EMPTY);
      locals.held().forEach(variable -> fields.put(variable, own.of(variable)));
    }
  }

  /** The name of the field for a variable that lives in an object. */
  String field(Variable variable) {
    return Objects.requireNonNull(fields.get(variable));
  }

  /** Keeps a name free of variables. */
  void reserve(String name) {
    reserved.add(name);
  }

  /** Learns which variables a body declares where others are visible. */
  void addBody(Collection<Variable> around, Block body) {
    List<Span> opened = new ArrayList<>();
    around.forEach(variable -> open(variable, opened));
    addBlock(body);
    close(opened);
    Walk.eachExpression(body, this::reserveClasses);
  }

  /** A variable must not hide a class whose static members are used. */
  private void reserveClasses(Expr expr) {
    if (expr instanceof Expr.StaticField field) {
      reserved.addAll(field.owner().simpleNames());
    } else if (expr instanceof Expr.Call call && call.callee().isStatic()) {
      reserved.addAll(call.callee().owner().simpleNames());
    }
  }

  private void addBlock(Block block) {
    List<Span> opened = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      List<Span> index = new ArrayList<>();
      if (stmt instanceof Stmt.Declare s) {
        open(s.variable(), opened);
      } else if (stmt instanceof Stmt.For s) {
        open(s.index(), index);
      }
      for (Block nested : Walk.blocks(stmt)) {
        addBlock(nested);
      }
      close(index);
    }
    close(opened);
  }

  private void open(Variable variable, List<Span> opened) {
    Span span = new Span(variable, places++, visible.get(variable.name()));
    visible.put(variable.name(), span);
    spans.computeIfAbsent(variable, v -> new ArrayList<>(1)).add(span);
    opened.add(span);
  }

  private void close(List<Span> opened) {
    for (int i = opened.size() - 1; i >= 0; i--) {
      Span span = opened.get(i);
      span.end = places;
      if (span.around == null) {
        visible.remove(span.variable.name());
      } else {
        visible.put(span.variable.name(), span.around);
      }
    }
  }

  String of(Variable variable) {
    String field = fields.get(variable);
    if (field != null) {
      return of(Objects.requireNonNull(holder)) + "." + field;
    }
    String known = names.get(variable);
    if (known != null) {
      return known;
    }
    List<Span> own = spans.getOrDefault(variable, List.of());
    int number = own.stream().mapToInt(this::firstNumber).max().orElse(1);
    while (!isFree(numbered(variable, number), own)) {
      number++;
    }
    String name = numbered(variable, number);
    names.put(variable, name);
    for (Span span : own) {
      taken.computeIfAbsent(name, n -> new Spans()).add(span);
    }
    return name;
  }

  private static String numbered(Variable variable, int number) {
    return number == 1 ? variable.name() : variable.name() + number;
  }

  private boolean isReserved(String name) {
    return reserved.contains(name) || SourceVersion.isKeyword(name);
  }

  private boolean isFree(String name, List<Span> own) {
    Spans others = taken.get(name);
    return !isReserved(name) && (others == null || own.stream().noneMatch(others::overlap));
  }

  /**
   * The first number that may be free. All below are taken wherever the span is, so that variables
   * within it which ask for the same name need not try them again.
   */
  private int firstNumber(Span span) {
    int number = span.firstNumber;
    if (number == 0) {
      number = span.around == null ? 1 : firstNumber(span.around);
    }
    while (isTakenAround(numbered(span.variable, number), span)) {
      number++;
    }
    span.firstNumber = number;
    return number;
  }

  private boolean isTakenAround(String name, Span span) {
    Spans others = taken.get(name);
    return isReserved(name) || (others != null && others.include(span));
  }

  /** The places of a body where a variable is visible; any two spans are nested or apart. */
  private static final class Span {
    private final Variable variable;
    private final int start;

    /** The innermost span around this one of a variable that asks for the same name. */
    private final @Nullable Span around;

    private int end = Integer.MAX_VALUE;

    /** What {@link Names#firstNumber} found last, 0 before. */
    private int firstNumber;

    Span(Variable variable, int start, @Nullable Span around) {
      this.variable = variable;
      this.start = start;
      this.around = around;
    }
  }

  /** Spans that are apart. */
  private static final class Spans {
    private final TreeMap<Integer, Span> byStart = new TreeMap<>();

    void add(Span span) {
      // A variable may be declared again where it is visible, in code that runs on its own.
      if (!include(span)) {
        byStart.put(span.start, span);
      }
    }

    /** Whether one of them includes a span. */
    boolean include(Span span) {
      Map.Entry<Integer, Span> before = byStart.floorEntry(span.start);
      return before != null && before.getValue().end > span.start;
    }

    /** Whether one of them includes a span or lies within it. */
    boolean overlap(Span span) {
      Integer next = byStart.ceilingKey(span.start);
      return include(span) || (next != null && next < span.end);
    }
  }
}
