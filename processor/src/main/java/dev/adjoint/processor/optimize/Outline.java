package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Body;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Defaults;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes methods of regions: decides what each is given and gives back, and writes the calls. */
final class Outline {
  /** Java allows 255; long lists of arguments are no pleasure. */
  private static final int MOST_SLOTS = 40;

  private final QualifiedName companion;
  private final Map<String, Region> regions;
  private final Variables variables;
  private final Map<Variable, Integer> uses = new HashMap<>();

  /** Declared by a statement of their own, so that a field can take their place. */
  private final Set<Variable> declared = new LinkedHashSet<>();

  /** Indices of counted loops. */
  private final Set<Variable> indices = new LinkedHashSet<>();

  /** What lives in the object that all parts share. */
  private final Set<Variable> held = new LinkedHashSet<>();

  /** For what the method is given and parts set, and its result, the variable set instead. */
  private final Map<Variable, Variable> given = new LinkedHashMap<>();

  /** For what lives in the object, the variable that stands for it in the present region. */
  private final Map<Variable, Variable> own = new HashMap<>();

  private final List<Body.Part> parts = new ArrayList<>();
  private @Nullable Variable holder;

  /**
   * @param whole the body before its regions became calls
   */
  Outline(QualifiedName companion, Block whole, Map<String, Region> regions, Variables variables) {
    this.companion = companion;
    this.regions = regions;
    this.variables = variables;
    Walk.eachStatement(
        whole,
        stmt -> {
          Region.count(stmt, uses);
          if (stmt instanceof Stmt.Declare declare) {
            declared.add(declare.variable());
          } else if (stmt instanceof Stmt.For loop) {
            indices.add(loop.index());
          }
        });
  }

  /**
   * The body with its parts.
   *
   * @param localsName gives a free name for the class of the object that parts share
   */
  Body write(Block main, Supplier<String> localsName) {
    hold();
    if (held.isEmpty()) {
      return new Body(block(main), outlined(), null);
    }
    String name = localsName.get();
    String className = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    Type type =
        new Type.Other(
            new QualifiedName(companion.packageName(), List.of(companion.simpleName(), className)),
            List.of());
    Variable object = variables.fresh("locals", type, Variable.Kind.TEMPORARY);
    holder = object;
    List<Variable> fields = new ArrayList<>();
    List<Stmt> statements = new ArrayList<>();
    statements.add(new Stmt.Declare(object, new Expr.NewRecord(type, List.of()), Position.NONE));
    for (Variable variable : held) {
      boolean isDeclared = declared.contains(variable);
      // A pullback that runs the method again has the result already, in a field of its own.
      if (!isDeclared || variable.kind() == Variable.Kind.RESULT) {
        Variable field = variables.fresh(variable.name(), variable.type(), Variable.Kind.TEMPORARY);
        given.put(variable, field);
        if (!isDeclared) {
          statements.add(new Stmt.Assign(field, Expr.read(variable), Position.NONE));
        }
      }
      fields.add(given.getOrDefault(variable, variable));
    }
    statements.addAll(block(main).statements());
    return new Body(new Block(statements), outlined(), new Body.Locals(object, fields));
  }

  /** Holds variables until each region has one result at most, and few arguments. */
  private void hold() {
    int before;
    do {
      before = held.size();
      for (Region region : regions.values()) {
        Set<Variable> results = results(region);
        if (results.size() > 1) {
          held.addAll(results);
        }
        Set<Variable> parameters = parameters(region);
        if (slots(parameters) > MOST_SLOTS) {
          parameters.stream().filter(variable -> !indices.contains(variable)).forEach(held::add);
        }
      }
    } while (held.size() > before);
  }

  private Set<Variable> results(Region region) {
    Set<Variable> results = region.results(uses);
    results.removeAll(held);
    return results;
  }

  private Set<Variable> parameters(Region region) {
    Set<Variable> result = region.needs();
    result.removeAll(held);
    return result;
  }

  private static int slots(Set<Variable> parameters) {
    int slots = 0;
    for (Variable variable : parameters) {
      boolean isLong =
          variable.type() == Type.Primitive.DOUBLE || variable.type() == Type.Primitive.LONG;
      slots += isLong ? 2 : 1;
    }
    return slots;
  }

  private List<Body.Part> outlined() {
    for (Region region : regions.values()) {
      List<Variable> parameters = new ArrayList<>();
      if (holder != null) {
        parameters.add(holder);
      }
      parameters.addAll(parameters(region));
      List<Stmt> statements = statements(region);
      Type result = new Type.Nothing();
      for (Variable variable : results(region)) {
        result = variable.type();
        statements.add(new Stmt.Return(Expr.read(variable), Position.NONE));
      }
      parts.add(new Body.Part(region.name(), parameters, result, new Block(statements)));
    }
    return parts;
  }

  /** What a region does, with variables of its own for what it has to do with fields of. */
  private List<Stmt> statements(Region region) {
    own.clear();
    Set<Variable> returned = region.results(uses);
    List<Stmt> start = new ArrayList<>();
    List<Stmt> end = new ArrayList<>();
    for (Variable variable : ownable(region)) {
      Variable local = variables.fresh(variable.name(), variable.type(), Variable.Kind.TEMPORARY);
      Variable field = given.getOrDefault(variable, variable);
      own.put(variable, local);
      if (!region.declares(variable)) {
        start.add(new Stmt.Declare(local, Expr.read(field), Position.NONE));
      }
      if (returned.contains(variable)) {
        end.add(new Stmt.Assign(field, Expr.read(local), Position.NONE));
      }
    }
    List<Stmt> result = new ArrayList<>(start);
    result.addAll(block(new Block(region.statements())).statements());
    result.addAll(end);
    own.clear();
    return result;
  }

  /** Fields that a region itself uses more than once, and no region within it uses. */
  private List<Variable> ownable(Region region) {
    if (held.isEmpty()) {
      return List.of();
    }
    List<Region> within = new ArrayList<>();
    for (Stmt whole : region.statements()) {
      Walk.eachStatement(
          whole,
          stmt -> {
            Region called = Regions.called(stmt, regions);
            if (called != null) {
              within.add(called);
            }
          });
    }
    List<Variable> result = new ArrayList<>();
    region.eachUse(
        (variable, count) -> {
          if (count > 1
              && held.contains(variable)
              && within.stream().noneMatch(other -> other.mentions(variable))) {
            result.add(variable);
          }
        });
    result.sort(Comparator.comparingInt(Variable::id));
    return result;
  }

  private Block block(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Region called = Regions.called(stmt, regions);
      if (called != null) {
        result.add(call(called));
      } else if (stmt instanceof Stmt.Declare s && own.containsKey(s.variable())) {
        Expr value = s.value() == null ? Defaults.of(s.variable().type()) : rename(s.value());
        result.add(new Stmt.Declare(named(s.variable()), value, s.position()));
      } else if (stmt instanceof Stmt.Declare s && held.contains(s.variable())) {
        if (s.value() != null) {
          result.add(new Stmt.Assign(named(s.variable()), rename(s.value()), s.position()));
        }
      } else if (stmt instanceof Stmt.Declare s && s.value() == null && isPassed(s.variable())) {
        // A call reads it, perhaps before it has a value.
        Expr value = Defaults.of(s.variable().type());
        result.add(new Stmt.Declare(s.variable(), value, s.position()));
      } else if (stmt instanceof Stmt.Assign s) {
        result.add(new Stmt.Assign(named(s.variable()), rename(s.value()), s.position()));
      } else {
        result.add(Walk.map(stmt, this::rename, this::block));
      }
    }
    return new Block(result);
  }

  private Expr rename(Expr expr) {
    return given.isEmpty() && own.isEmpty()
        ? expr
        : Walk.substitute(expr, variable -> Expr.read(named(variable)));
  }

  private Variable named(Variable variable) {
    return own.getOrDefault(variable, given.getOrDefault(variable, variable));
  }

  private boolean isPassed(Variable variable) {
    return regions.values().stream()
        .anyMatch(
            region -> region.needs().contains(variable) || region.results(uses).contains(variable));
  }

  private Stmt call(Region region) {
    List<Expr> arguments = new ArrayList<>();
    List<Callee.Operand> operands = new ArrayList<>();
    if (holder != null) {
      arguments.add(Expr.read(holder));
    }
    parameters(region).forEach(variable -> arguments.add(Expr.read(variable)));
    arguments.forEach(argument -> operands.add(new Callee.Operand("a", argument.type())));
    Variable result = results(region).stream().findFirst().orElse(null);
    Type type = result == null ? new Type.Nothing() : result.type();
    Expr call =
        new Expr.Call(
            new Callee(companion, region.name(), true, operands, type, Callee.Kind.HELPER),
            arguments,
            Position.NONE);
    if (result == null) {
      return new Stmt.Evaluate(call, Position.NONE);
    }
    return region.declares(result)
        ? new Stmt.Declare(result, call, Position.NONE)
        : new Stmt.Assign(result, call, Position.NONE);
  }
}
