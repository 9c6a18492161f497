package dev.adjoint.processor.shape;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.ir.Wholes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shapes of expressions, given those of variables. */
final class ExpressionShapes {
  /** More integers than these are no axes or dimensions. */
  private static final int MAX_RANK = 64;

  private final Declarations declarations;
  private final ShapeRules rules;
  private final MethodCalls methods;
  private final Findings findings;
  private final Map<Variable, Shape> variables;
  private final IntegerSizes sizes;

  ExpressionShapes(
      Declarations declarations,
      ShapeRules rules,
      MethodCalls methods,
      Findings findings,
      Map<Variable, Shape> variables,
      Integers integers) {
    this.declarations = declarations;
    this.rules = rules;
    this.methods = methods;
    this.findings = findings;
    this.variables = variables;
    this.sizes = new IntegerSizes(declarations, integers, this::of);
  }

  /** The integer that an expression is. */
  Dim size(Expr expr) {
    return sizes.of(expr);
  }

  /** The integers that an expression is, empty where they are unknown. */
  Optional<List<Dim>> list(Expr expr) {
    return Argument.isIntegers(expr.type()) ? integers(expr) : Optional.empty();
  }

  /** The shape of an expression; every call in it is checked. */
  Shape of(Expr expr) {
    if (expr instanceof Expr.Call call) {
      return call(call);
    }
    List<Shape> parts = Walk.parts(expr).stream().map(this::of).toList();
    Shape unknown = Types.unknownShape(expr.type());
    if (expr instanceof Expr.Read read) {
      return variables.getOrDefault(read.variable(), unknown);
    } else if (expr instanceof Expr.Component component) {
      return declarations.of(component).orElse(unknown);
    } else if (expr instanceof Expr.Conditional) {
      return parts.get(1).join(parts.get(2));
    } else if (expr instanceof Expr.Cast) {
      return parts.get(0);
    } else if (expr instanceof Expr.Element) {
      return row(parts.get(0)).orElse(unknown);
    } else if (expr instanceof Expr.NewArray array) {
      return newArray(array, unknown);
    } else if (expr instanceof Expr.ArrayLiteral literal) {
      return literal(literal, parts, unknown);
    }
    return unknown;
  }

  private static Optional<Shape> row(Shape array) {
    if (array instanceof Shape.Known known && known.rank() > 0) {
      return Optional.of(Shape.of(known.dims().subList(1, known.rank())));
    }
    return Optional.empty();
  }

  private Shape newArray(Expr.NewArray array, Shape unknown) {
    if (!(unknown instanceof Shape.Known known)) {
      return unknown;
    }
    List<Dim> dims = new ArrayList<>(known.dims());
    for (int i = 0; i < array.dimensions().size(); i++) {
      dims.set(i, size(array.dimensions().get(i)));
    }
    return Shape.of(dims);
  }

  private static Shape literal(Expr.ArrayLiteral literal, List<Shape> rows, Shape unknown) {
    Optional<Shape> row = rows.stream().reduce(Shape::join);
    if (unknown instanceof Shape.Known known) {
      List<Dim> dims = new ArrayList<>(known.dims());
      dims.set(0, Dim.of(rows.size()));
      if (row.isPresent() && row.get() instanceof Shape.Known inner) {
        for (int i = 0; i < inner.rank(); i++) {
          dims.set(i + 1, inner.dim(i));
        }
      }
      return Shape.of(dims);
    }
    return unknown;
  }

  private Shape call(Expr.Call call) {
    List<Callee.Operand> operands = call.callee().operands();
    List<Shape> shapes = call.arguments().stream().map(this::of).toList();
    if (operands.size() != shapes.size()) {
      return Types.unknownShape(call.type());
    }
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      Callee.Operand operand = operands.get(i);
      Expr expr = call.arguments().get(i);
      arguments.add(
          new Argument(
              operand,
              name(expr, operand),
              shapes.get(i),
              integers(expr),
              parts(expr),
              text(expr)));
    }
    Shape result =
        rules.has(call.callee())
            ? rules.apply(call, arguments, findings)
            : Wholes.isZero(call) || Wholes.original(call) != null
                ? shapes.get(shapes.size() - 1)
                : methods.apply(call, arguments, declarations, findings);
    boolean mayChange = call.type().elementType() != null && declarations.paths().replacesVectors();
    return mayChange ? Types.unknownShape(call.type()) : result;
  }

  /** What stands in an array or a list of vectors that is written out. */
  private Optional<List<Named>> parts(Expr expr) {
    if (expr instanceof Expr.ArrayLiteral literal
        && literal.type().elementType() instanceof Type.Vector) {
      return Optional.of(
          literal.elements().stream()
              .map(part -> new Named(Paths.name(part).orElse(""), of(part)))
              .toList());
    }
    return Optional.empty();
  }

  /** The characters of a constant text. */
  private static Optional<String> text(Expr expr) {
    Expr constant = expr instanceof Expr.StaticField field ? field.constant() : expr;
    if (constant instanceof Expr.Literal literal && literal.text().startsWith("\"")) {
      String quoted = literal.text();
      return Optional.of(quoted.substring(1, quoted.length() - 1).translateEscapes());
    }
    return Optional.empty();
  }

  private static String name(Expr expr, Callee.Operand operand) {
    String inGeneral = operand.name().equals("this") ? "the receiver" : operand.name();
    return Paths.name(expr).filter(name -> !name.isEmpty()).orElse(inGeneral);
  }

  private Optional<List<Dim>> integers(Expr expr) {
    if (Argument.isInteger(expr.type())) {
      return Optional.of(List.of(size(expr)));
    } else if (expr instanceof Expr.ArrayLiteral literal && Argument.isIntegers(literal.type())) {
      return Optional.of(literal.elements().stream().map(this::size).toList());
    } else if (expr instanceof Expr.Call call && sizes.ofAxes(call).isPresent()) {
      return sizes.ofAxes(call);
    } else if (expr instanceof Expr.Read read && sizes.list(read.variable()).isPresent()) {
      return sizes.list(read.variable());
    } else if (Argument.isIntegers(expr.type()) && of(expr) instanceof Shape.Known known) {
      long count = known.dim(0).constant().orElse(Long.MAX_VALUE);
      if (count <= MAX_RANK) {
        return Optional.of(Collections.nCopies((int) count, Dim.UNKNOWN));
      }
    }
    return Optional.empty();
  }
}
