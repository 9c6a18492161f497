package dev.adjoint.processor.shape;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Shapes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Infers the shapes in functions and reports those that cannot fit. */
public final class ShapeInference {
  private final Map<String, Function> functions;
  private final ShapeRules rules;
  private final MethodCalls methods;
  private final Findings findings;

  /** What was inferred, by the signatures of functions. */
  private final Map<String, InferredShapes> inferred = new HashMap<>();

  /** The functions that are being looked at, by their signatures. */
  private final Set<String> open = new HashSet<>();

  /**
   * @param functions the functions that may call each other, by their signatures
   * @param shapeRules the text of the shape rule of a method, empty if it has none
   * @param said what a method without a rule says of shapes
   * @param findings where mismatches and malformed texts are reported
   */
  public ShapeInference(
      Map<String, Function> functions,
      java.util.function.Function<Callee, String> shapeRules,
      java.util.function.Function<Callee, Shapes.OfMethod> said,
      Findings findings) {
    this.functions = functions;
    this.rules = new ShapeRules(shapeRules);
    this.methods = new MethodCalls(said, this::body);
    this.findings = findings;
  }

  /** The shapes of a function's variables. */
  public InferredShapes of(Function function) {
    String signature = function.callee().signature();
    InferredShapes known = inferred.get(signature);
    if (known == null) {
      open.add(signature);
      Declarations declarations = new Declarations(function, findings);
      BlockShapes shapes = new BlockShapes(function, declarations, rules, methods, findings);
      shapes.run();
      open.remove(signature);
      known = new InferredShapes(shapes.recorded(), shapes.returned());
      inferred.put(signature, known);
    }
    return known;
  }

  /**
   * The shapes of a function's variables as far as they follow from operations and from what its
   * inputs are known to have: nothing else is believed, and nothing is reported.
   */
  public ProvenShapes proven(Function function, InputShapes inputs) {
    Findings ignored = new Findings();
    Map<Expr, Shape> known = new HashMap<>(GivenArrays.of(function));
    known.putAll(inputs.known());
    Declarations declarations = new Declarations(function, ignored, known);
    MethodCalls none = new MethodCalls(callee -> Shapes.OfMethod.NONE, callee -> Optional.empty());
    BlockShapes shapes = new BlockShapes(function, declarations, rules, none, ignored);
    shapes.run();
    return new ProvenShapes(shapes.everywhere());
  }

  /** A function that is called; empty for one that is not here, or that calls itself. */
  private Optional<MethodCalls.Body> body(Callee callee) {
    Function function = functions.get(callee.signature());
    return function == null || open.contains(callee.signature())
        ? Optional.empty()
        : Optional.of(new MethodCalls.Body(function, of(function).result()));
  }

  /** Checks the shape rule of an operation where it is declared. */
  public static void checkRule(
      Callee operation, String rule, Position position, Findings findings) {
    ShapeRules.read(rule, operation, position, findings);
  }
}
