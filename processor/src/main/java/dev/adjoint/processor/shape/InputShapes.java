package dev.adjoint.processor.shape;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Shapes;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The declared shapes of the vectors that a method is given, as far as generated code can compare
 * them with what it really is given.
 *
 * <pre>
 * loss(&#64;Shape("N, IN") Tensor x, &#64;Shape("IN, OUT") Tensor w)
 *
 * x.requireShape("x", "[N, IN]", -1, -1);
 * int in = x.dimension(1);
 * w.requireShape("w", "[IN, OUT]", in, -1);
 * </pre>
 */
public final class InputShapes {
  private static final Type TEXT =
      new Type.Other(QualifiedName.of("java.lang", "String"), List.of());
  private static final Type SIZES = new Type.Array(Type.Primitive.INT);

  /** As an expected size: any. */
  private static final Expr ANY = Expr.Literal.of(-1);

  /** As the first expected size: any number of leading dimensions. */
  private static final Expr ANY_LEADING = Expr.Literal.of(-2);

  /**
   * A vector with a declared shape.
   *
   * @param path the record whose names the shape has
   */
  private record Place(Expr value, Paths.Path path, ShapePattern.Listed shape) {
    Type.Vector type() {
      return (Type.Vector) value.type();
    }

    Expr name() {
      return new Expr.Literal("\"" + Paths.name(value).orElse("") + "\"", TEXT);
    }

    Expr declared() {
      String dims = shape.toString();
      return new Expr.Literal("\"[" + dims.substring(1, dims.length() - 1) + "]\"", TEXT);
    }
  }

  private final Function function;
  private final Declarations declarations;
  private final List<Place> places = new ArrayList<>();

  /** What has the value of a name. */
  private final Map<Dim, Expr> values = new HashMap<>();

  /** Names whose values the checks cannot look at. */
  private final Set<Dim> elsewhere = new HashSet<>();

  private final Map<String, Integer> groups = new HashMap<>();
  private final List<Stmt> checks = new ArrayList<>();

  private InputShapes(Function function) {
    this.function = function;
    this.declarations = new Declarations(function, new Findings(), Map.of());
    function.parameters().forEach(parameter -> find(Expr.read(parameter), declared(parameter)));
  }

  /** The declared shapes of a function's parameters, and of the records among them. */
  public static InputShapes of(Function function) {
    InputShapes result = new InputShapes(function);
    result.check();
    return result;
  }

  /** Statements that throw where the function is given something else. */
  public List<Stmt> checks() {
    return List.copyOf(checks);
  }

  /** What is certain after the checks. */
  Map<Expr, Shape> known() {
    Map<Expr, Shape> result = new LinkedHashMap<>();
    for (Place place : places) {
      List<Dim> dims = new ArrayList<>();
      Optional<String> group = place.shape().group();
      group.ifPresent(name -> dims.add(Polynomial.of(Symbol.group(name))));
      for (DimExpr dim : place.shape().dims()) {
        dims.add(dim.evaluate(name -> checked(place, name)));
      }
      // Nothing compares what two groups of the same name stand for.
      if (group.isEmpty() || groups.get(group.get()) == 1) {
        result.put(place.value(), Shape.of(dims));
      }
    }
    return result;
  }

  private Dim checked(Place place, String name) {
    Dim size = declarations.size(place.path(), name);
    return values.containsKey(size) ? size : Dim.UNKNOWN;
  }

  private Shapes.Declared declared(Variable parameter) {
    return function.shapes().getOrDefault(parameter, Shapes.Declared.NONE);
  }

  private void find(Expr value, Shapes.Declared declared) {
    Paths.Path path = declarations.paths().ofGiven(value).orElse(null);
    if (path == null) {
      return;
    } else if (Argument.isInteger(value.type())) {
      Dim size = declarations.size(path.parent(), path.last());
      if (value.type() == Type.Primitive.INT) {
        values.put(size, value);
      } else {
        elsewhere.add(size);
      }
    } else if (value.type() instanceof Type.Tree tree) {
      for (Type.Component component : tree.components()) {
        find(new Expr.Component(value, component.name(), component.type()), component.shape());
      }
    } else if (value.type() instanceof Type.Vector vector
        && !vector.requireShape().isEmpty()
        && !vector.dimension().isEmpty()) {
      declarations
          .listed(declared)
          .ifPresent(shape -> places.add(new Place(value, path.parent(), shape)));
    }
  }

  private void check() {
    elsewhere.forEach(values::remove);
    List<Place> later = new ArrayList<>();
    for (Place place : places) {
      place.shape().group().ifPresent(group -> groups.merge(group, 1, Integer::sum));
      if (!require(place)) {
        later.add(place);
      }
      bind(place);
    }
    for (Place place : later) {
      List<Expr> sizes = sizes(place);
      if (!checks.contains(require(place, sizes))) {
        checks.add(require(place, sizes));
      }
    }
    checks.removeIf(
        stmt ->
            stmt instanceof Stmt.Declare s
                && checks.stream()
                    .flatMap(other -> Walk.expressions(other).stream())
                    .noneMatch(expr -> Walk.reads(expr, s.variable())));
  }

  /** Adds the check of a place; false if some of what is arithmetic has no value yet. */
  private boolean require(Place place) {
    checks.add(require(place, sizes(place)));
    return place.shape().dims().stream()
        .allMatch(
            dim ->
                !(dim instanceof DimExpr.Operation)
                    || dim.names().stream()
                        .allMatch(
                            name -> values.containsKey(declarations.size(place.path(), name))));
  }

  private Stmt require(Place place, List<Expr> sizes) {
    List<Expr> arguments = new ArrayList<>();
    arguments.add(place.value());
    arguments.add(place.name());
    arguments.add(place.declared());
    arguments.add(new Expr.ArrayLiteral(SIZES, sizes));
    Callee callee =
        new Callee(
            place.type().name(),
            place.type().requireShape(),
            false,
            List.of(
                new Callee.Operand("this", place.type()),
                new Callee.Operand("name", TEXT),
                new Callee.Operand("declared", TEXT),
                new Callee.Operand("sizes", SIZES, true, true)),
            new Type.Nothing(),
            Callee.Kind.RUNTIME);
    return new Stmt.Evaluate(new Expr.Call(callee, arguments, Position.NONE), Position.NONE);
  }

  private List<Expr> sizes(Place place) {
    List<Expr> result = new ArrayList<>();
    if (place.shape().group().isPresent()) {
      result.add(ANY_LEADING);
    }
    place.shape().dims().forEach(dim -> result.add(value(dim, place).orElse(ANY)));
    return result;
  }

  private Optional<Expr> value(DimExpr dim, Place place) {
    if (dim instanceof DimExpr.Number number) {
      return Optional.of(Expr.Literal.of(number.value()));
    } else if (dim instanceof DimExpr.Name name) {
      return Optional.ofNullable(values.get(declarations.size(place.path(), name.name())));
    } else if (dim instanceof DimExpr.Operation operation) {
      Optional<Expr> left = value(operation.left(), place);
      Optional<Expr> right = value(operation.right(), place);
      return left.flatMap(a -> right.map(b -> calculate(operation.operator(), a, b)));
    }
    return Optional.empty();
  }

  private static Expr calculate(char operator, Expr left, Expr right) {
    return switch (operator) {
      case '+' -> Exprs.plus(left, right);
      case '-' -> Exprs.minus(left, right);
      case '*' -> Exprs.times(left, right);
      default -> Exprs.divide(left, right);
    };
  }

  /** Gives names the sizes of a vector that was checked. */
  private void bind(Place place) {
    List<DimExpr> dims = place.shape().dims();
    for (int i = 0; i < dims.size(); i++) {
      if (!(dims.get(i) instanceof DimExpr.Name name)) {
        continue;
      }
      Dim size = declarations.size(place.path(), name.name());
      if (!values.containsKey(size) && !elsewhere.contains(size)) {
        Variable value =
            function.variables().fresh(variableName(size), Type.Primitive.INT, Variable.Kind.LOCAL);
        int axis = place.shape().group().isPresent() ? i - dims.size() : i;
        Expr measured =
            Exprs.invoke(
                place.value(), place.type().dimension(), Type.Primitive.INT, Expr.Literal.of(axis));
        checks.add(new Stmt.Declare(value, measured, Position.NONE));
        values.put(size, Expr.read(value));
      }
    }
  }

  /** The name of a size as that of a variable: {@code n} for {@code N}. */
  private static String variableName(Dim size) {
    String text = size.toString();
    String last = text.substring(text.lastIndexOf('.') + 1);
    boolean isShouted = last.equals(last.toUpperCase(Locale.ROOT));
    return isShouted
        ? last.toLowerCase(Locale.ROOT)
        : last.substring(0, 1).toLowerCase(Locale.ROOT) + last.substring(1);
  }
}
