package dev.adjoint.processor.shape;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Shapes;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The declared shapes around one function, with each name resolved to the size it stands for. */
final class Declarations {
  private final Function function;
  private final Findings findings;
  private final Paths paths;
  private final Map<String, Optional<ShapePattern.Listed>> parsed = new HashMap<>();
  private final Set<String> promised = new HashSet<>();

  /** What values have as their shapes; null if it is what was declared. */
  private final @Nullable Map<Expr, Shape> given;

  Declarations(Function function, Findings findings) {
    this(function, findings, null);
  }

  /**
   * @param given the shapes of parameters and of their components, if declarations are not to be
   *     believed: then sizes with different names may be equal, or 1
   */
  Declarations(Function function, Findings findings, @Nullable Map<Expr, Shape> given) {
    this.function = function;
    this.findings = findings;
    this.given = given;
    this.paths = new Paths(function);
    for (Variable parameter : function.parameters()) {
      promise(function.shapes().getOrDefault(parameter, Shapes.Declared.NONE));
      if (parameter.kind() == Variable.Kind.RECEIVER
          && parameter.type() instanceof Type.Tree tree) {
        tree.components().forEach(component -> promise(component.shape()));
      }
    }
  }

  Paths paths() {
    return paths;
  }

  /** Whether what is declared counts, and not only what is certain. */
  boolean areBelieved() {
    return given == null;
  }

  private void promise(Shapes.Declared declared) {
    if (declared.isDeclared()) {
      parse(declared.text())
          .ifPresent(shape -> shape.dims().forEach(dim -> dim.collectNames(promised)));
    }
  }

  /**
   * The size of the method or its receiver with this name. Sizes that only results and local
   * variables mention are open: the method says what they are.
   */
  Dim size(String name) {
    return Polynomial.of(new Symbol(name, Symbol.OWN, given != null || !promised.contains(name)));
  }

  /** The size with this name of the record at a path. */
  Dim size(Paths.Path path, String name) {
    return path.isOwn()
        ? size(name)
        : Polynomial.of(new Symbol(path.text() + "." + name, path.owner(), true));
  }

  /** The declared shape of a parameter or local variable. */
  Optional<Shape> of(Variable variable) {
    if (given != null) {
      return paths.isParameter(variable)
          ? Optional.ofNullable(given.get(Expr.read(variable)))
          : Optional.empty();
    }
    Shapes.Declared declared = function.shapes().getOrDefault(variable, Shapes.Declared.NONE);
    return resolve(declared, variable.type(), variable.name(), this::size);
  }

  /**
   * Whether something is a row of an array that the function is given, if declarations are not to
   * be believed: another row may have another length.
   */
  boolean isOneOfManyRows(Expr array) {
    return given != null
        && array instanceof Expr.Element
        && GivenArrays.base(array) instanceof Expr.Read read
        && paths.isParameter(read.variable());
  }

  /** The declared shape of the result. */
  Optional<Shape> result() {
    if (given != null) {
      return Optional.empty();
    }
    return resolve(function.resultShape(), function.result(), function.name(), this::size);
  }

  /** The declared shape of a component of a record. */
  Optional<Shape> of(Expr.Component read) {
    if (given != null) {
      return paths.of(read).map(path -> given.get(read));
    }
    if (read.record().type() instanceof Type.Tree tree) {
      Optional<Paths.Path> path = paths.of(read.record());
      for (Type.Component component : tree.components()) {
        if (component.name().equals(read.name())) {
          return resolve(
              component.shape(),
              component.type(),
              component.name(),
              name -> path.map(p -> size(p, name)).orElse(Dim.UNKNOWN));
        }
      }
    }
    return Optional.empty();
  }

  /** The dimensions that are written there; empty if there are none, or no good ones. */
  Optional<ShapePattern.Listed> listed(Shapes.Declared declared) {
    return declared.isDeclared() ? parse(declared.text()) : Optional.empty();
  }

  private Optional<Shape> resolve(
      Shapes.Declared declared,
      Type type,
      String subject,
      java.util.function.Function<String, Dim> names) {
    Optional<ShapePattern.Listed> shape = listed(declared);
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    List<DimExpr> exprs = shape.get().dims();
    if (!(Types.unknownShape(type) instanceof Shape.Known known)) {
      if (!(type instanceof Type.Vector)) {
        bad(declared.text(), subject + " is of type " + type + ", which has no shape");
        return Optional.empty();
      }
    } else if (shape.get().group().isPresent()) {
      String group = "*" + shape.get().group().get();
      bad(
          declared.text(),
          group + " stands for dimensions of tensors, and " + subject + " is of type " + type);
      return Optional.empty();
    } else if (known.rank() != exprs.size()) {
      String count = known.rank() == 1 ? "1 dimension" : known.rank() + " dimensions";
      bad(declared.text(), subject + " is of type " + type + ", which has " + count);
      return Optional.empty();
    }
    List<Dim> dims = new ArrayList<>();
    shape.get().group().ifPresent(group -> dims.add(Polynomial.of(Symbol.group(group))));
    for (DimExpr expr : exprs) {
      dims.add(expr.evaluate(names));
    }
    return Optional.of(Shape.of(dims));
  }

  private Optional<ShapePattern.Listed> parse(String text) {
    Optional<ShapePattern.Listed> known = parsed.get(text);
    if (known == null) {
      known = parseFirst(text);
      parsed.put(text, known);
    }
    return known;
  }

  private Optional<ShapePattern.Listed> parseFirst(String text) {
    try {
      ShapePattern.Listed shape = ShapeParser.declared(text);
      for (DimExpr dim : shape.dims()) {
        if (dim.evaluate(name -> Dim.UNKNOWN).constant().orElse(0) < 0) {
          throw new MalformedText("the dimension %s is negative", dim);
        }
      }
      return Optional.of(shape);
    } catch (MalformedText e) {
      bad(text, e.problem());
      return Optional.empty();
    }
  }

  private void bad(String text, String problem) {
    findings.add(Message.BAD_SHAPE, function.position(), text, problem);
  }
}
