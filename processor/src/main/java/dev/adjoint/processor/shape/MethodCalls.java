package dev.adjoint.processor.shape;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Shapes;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The shapes of calls of methods that users write: what their {@code @Shape}s say, and what their
 * bodies return where nothing is said of that.
 *
 * <pre>
 * record Linear(&#64;Shape("IN, OUT") Tensor w) {
 *   Tensor of(&#64;Shape("N, IN") Tensor x) { return x.matmul(w); }
 * }
 * head.of(x)   // x is [B, head.IN], and the result [B, head.OUT]
 * </pre>
 */
final class MethodCalls {
  /** A method in the same file, and the shape that its body returns. */
  record Body(Function function, Shape result) {}

  private static final ResultExpr UNKNOWN = new ResultExpr.Plain(new ShapePattern.Whole("?"));

  private final java.util.function.Function<Callee, Shapes.OfMethod> said;
  private final java.util.function.Function<Callee, Optional<Body>> bodies;

  /**
   * @param said what methods say of shapes
   * @param bodies empty for a method elsewhere, and for one that is being looked at
   */
  MethodCalls(
      java.util.function.Function<Callee, Shapes.OfMethod> said,
      java.util.function.Function<Callee, Optional<Body>> bodies) {
    this.said = said;
    this.bodies = bodies;
  }

  /**
   * The shape of a call's result, unknown after an error.
   *
   * @param caller what the function that calls says
   */
  Shape apply(Expr.Call call, List<Argument> arguments, Declarations caller, Findings findings) {
    Callee callee = call.callee();
    Shape unknown = Types.unknownShape(callee.result());
    Optional<Body> body = bodies.apply(callee);
    Shapes.OfMethod shapes = said.apply(callee);
    if (body.isEmpty() && shapes.equals(Shapes.OfMethod.NONE)) {
      return unknown;
    }
    Rule rule = rule(callee, shapes);
    try {
      Bindings bindings = OperandMatch.match(rule, arguments, given(call, arguments, caller));
      Shape result = ResultShape.of(rule.result(), bindings);
      if (result == Shape.UNKNOWN && body.isPresent()) {
        result = new Translation(call, body.get().function(), bindings, caller).of(body.get());
      }
      return unknown.differs(result) ? unknown : unknown.meet(result);
    } catch (Mismatch e) {
      findings.add(Message.SHAPE_MISMATCH, call.position(), callee.name() + ": " + e.reason());
      return unknown;
    }
  }

  /** What a method says, as a rule. */
  private static Rule rule(Callee callee, Shapes.OfMethod shapes) {
    List<ShapePattern> operands = new ArrayList<>();
    Map<String, ShapePattern> named = new LinkedHashMap<>();
    for (Callee.Operand operand : callee.operands()) {
      Optional<ShapePattern> pattern = pattern(shapes.of(operand.name()));
      if (Argument.isVector(operand)) {
        operands.add(pattern.orElse(new ShapePattern.Whole(operand.name())));
      } else if (pattern.isPresent()) {
        named.put(operand.name(), pattern.get());
      }
    }
    ResultExpr result =
        pattern(shapes.result()).<ResultExpr>map(ResultExpr.Plain::new).orElse(UNKNOWN);
    return new Rule(operands, named, result, List.of(), true);
  }

  private static Optional<ShapePattern> pattern(Shapes.Declared declared) {
    try {
      return declared.isDeclared()
          ? Optional.of(ShapeParser.declared(declared.text()))
          : Optional.empty();
    } catch (MalformedText e) {
      return Optional.empty(); // It is reported where it stands.
    }
  }

  /** The sizes of the record whose method is called, by the names that the method has for them. */
  private static Map<String, Bindings.Bound> given(
      Expr.Call call, List<Argument> arguments, Declarations caller) {
    Map<String, Bindings.Bound> result = new HashMap<>();
    if (!call.callee().isStatic() && call.arguments().get(0).type() instanceof Type.Tree tree) {
      caller
          .paths()
          .of(call.arguments().get(0))
          .ifPresent(
              path ->
                  sizes(tree)
                      .forEach(
                          name ->
                              result.put(
                                  name,
                                  new Bindings.Bound(caller.size(path, name), arguments.get(0)))));
    }
    return result;
  }

  private static Set<String> sizes(Type.Tree tree) {
    Set<String> names = new LinkedHashSet<>();
    for (Type.Component component : tree.components()) {
      if (Argument.isInteger(component.type())) {
        names.add(component.name());
      }
      pattern(component.shape())
          .ifPresent(
              pattern ->
                  ((ShapePattern.Listed) pattern).dims().forEach(dim -> dim.collectNames(names)));
    }
    return names;
  }

  /** Tells in the words of a caller what the body of a method says of its result. */
  private record Translation(
      Expr.Call call, Function callee, Bindings bindings, Declarations caller) {
    Shape of(Body body) {
      if (!(body.result() instanceof Shape.Known known)) {
        return Shape.UNKNOWN;
      } else if (known.group().isEmpty()) {
        return Shape.of(known.dims().stream().map(this::of).toList());
      }
      Optional<List<Dim>> leading = bindings.group(known.group().get().groupName());
      if (leading.isEmpty()) {
        return Shape.UNKNOWN;
      }
      List<Dim> dims = new ArrayList<>(leading.get());
      known.dims().stream().skip(1).map(this::of).forEach(dims::add);
      return Shape.of(dims);
    }

    private Dim of(Dim dim) {
      return dim instanceof Polynomial polynomial ? polynomial.with(this::of) : Dim.UNKNOWN;
    }

    private Dim of(Symbol symbol) {
      if (symbol.isProduct()) {
        return bindings
            .group(symbol.groupName())
            .map(leading -> new Shape.Known(leading).elements())
            .orElse(Dim.UNKNOWN);
      }
      if (symbol.owner() == Symbol.OWN) {
        Dim bound = bindings.dim(symbol.text());
        return bound != Dim.UNKNOWN || callee.callee().isStatic()
            ? bound
            : sizeOf(call.arguments().get(0), symbol.text());
      }
      for (int i = 0; i < callee.parameters().size(); i++) {
        Variable parameter = callee.parameters().get(i);
        if (parameter.id() == symbol.owner() && symbol.text().startsWith(parameter.name() + ".")) {
          String name = symbol.text().substring(parameter.name().length() + 1);
          return sizeOf(call.arguments().get(i), name);
        }
      }
      return Dim.UNKNOWN;
    }

    private Dim sizeOf(Expr record, String name) {
      return caller.paths().of(record).map(path -> caller.size(path, name)).orElse(Dim.UNKNOWN);
    }
  }
}
