package dev.adjoint.processor.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the names of a rule stand for in one call. */
final class Bindings {
  /** A dimension and the argument that it comes from. */
  record Bound(Dim dim, Argument origin) {}

  private record BoundShape(Shape shape, Argument origin) {}

  /** Leading dimensions, empty where they are unknown, and the argument that they come from. */
  private record BoundGroup(Optional<List<Dim>> dims, Argument origin) {}

  private final Rule rule;
  private final List<Argument> arguments;
  private final Map<String, Bound> dims = new HashMap<>();
  private final Map<String, BoundShape> shapes = new HashMap<>();
  private final Map<String, BoundGroup> groups = new LinkedHashMap<>();

  /**
   * @param given what names stand for before the arguments are looked at
   */
  Bindings(Rule rule, List<Argument> arguments, Map<String, Bound> given) {
    this.rule = rule;
    this.arguments = arguments;
    dims.putAll(given);
    for (Argument argument : arguments) {
      if (Argument.isInteger(argument.operand().type())) {
        dims.put(argument.operand().name(), new Bound(argument.size(), argument));
      }
    }
  }

  /** The dimension that a name, or an element of a list, stands for. */
  Dim dim(String name) {
    if (DimExpr.Element.isElement(name)) {
      String list = DimExpr.Element.list(name);
      return shape(list) instanceof Shape.Known known
          ? DimExpr.Element.of(name, known.dims(), known.group().isPresent() ? 1 : 0)
          : DimExpr.Element.of(name, integers(list).orElse(List.of()), 0);
    }
    Bound bound = dims.get(name);
    return bound == null ? Dim.UNKNOWN : bound.dim();
  }

  /** The shape that a name stands for. */
  Shape shape(String name) {
    BoundShape bound = shapes.get(name);
    return bound == null ? Shape.UNKNOWN : bound.shape();
  }

  /** What users call the operand whose shape a name stands for. */
  String shapeName(String name) {
    BoundShape bound = shapes.get(name);
    return bound == null ? "" : bound.origin().name();
  }

  /** The leading dimensions that a name stands for, empty where they are unknown. */
  Optional<List<Dim>> group(String name) {
    BoundGroup bound = groups.get(name);
    return bound == null ? Optional.empty() : bound.dims();
  }

  /** The integers that an operand is, empty where that is unknown. */
  Optional<List<Dim>> integers(String operand) {
    return named(operand).flatMap(Argument::sizes);
  }

  /** What stands in an operand that is an array of vectors, empty where that is unknown. */
  Optional<List<Named>> parts(String operand) {
    return named(operand).flatMap(Argument::parts);
  }

  boolean isVectors(String operand) {
    return named(operand).map(Argument::operand).filter(Argument::isVectors).isPresent();
  }

  /** The text that an operand is, empty if it is none, or one that is not known. */
  Optional<String> text(String operand) {
    return named(operand).flatMap(Argument::text);
  }

  private Optional<Argument> named(String operand) {
    return arguments.stream().filter(a -> a.operand().name().equals(operand)).findFirst();
  }

  boolean isIntegers(String operand) {
    return arguments.stream()
        .map(Argument::operand)
        .anyMatch(o -> o.name().equals(operand) && Argument.isIntegers(o.type()));
  }

  List<Argument> arguments() {
    return arguments;
  }

  void bind(String name, Dim dim, Argument argument) throws Mismatch {
    Bound before = dims.putIfAbsent(name, new Bound(dim, argument));
    if (before == null) {
      return;
    } else if (before.dim().differs(dim)) {
      throw conflict(name, before, argument);
    }
    Dim both = before.dim().meet(dim);
    dims.put(name, new Bound(both, both.equals(before.dim()) ? before.origin() : argument));
  }

  void bindShape(String name, Shape shape, Argument argument) throws Mismatch {
    BoundShape before = shapes.putIfAbsent(name, new BoundShape(shape, argument));
    if (before == null) {
      return;
    } else if (before.shape().differs(shape)) {
      throw Mismatch.shapes(before.origin(), argument);
    }
    Argument origin = before.shape() == Shape.UNKNOWN ? argument : before.origin();
    shapes.put(name, new BoundShape(before.shape().meet(shape), origin));
  }

  /** Binds leading dimensions; those of several operands are broadcast. */
  void bindGroup(String name, Optional<List<Dim>> found, Argument argument) throws Mismatch {
    BoundGroup before = groups.putIfAbsent(name, new BoundGroup(found, argument));
    if (before == null) {
      return;
    } else if (before.dims().isEmpty() || found.isEmpty()) {
      groups.put(name, new BoundGroup(Optional.empty(), argument));
      return;
    }
    if (rule.isOfMethod()) {
      if (Shape.of(before.dims().get()).differs(Shape.of(found.get()))) {
        throw Mismatch.groups(name, before.origin(), argument);
      }
      return;
    } else if (!mayBeBroadcast(before.dims().get(), found.get())) {
      groups.put(name, new BoundGroup(Optional.empty(), argument));
      return;
    }
    Optional<List<Dim>> both = Broadcast.of(before.dims().get(), found.get());
    if (both.isEmpty()) {
      throw Mismatch.leading(before.origin(), argument);
    }
    groups.put(name, new BoundGroup(both, before.origin()));
  }

  /** Whether it is known where dimensions stand that stand for any number of them. */
  private static boolean mayBeBroadcast(List<Dim> a, List<Dim> b) {
    boolean isOpen =
        new Shape.Known(a).group().isPresent() || new Shape.Known(b).group().isPresent();
    return !isOpen || a.equals(b) || a.isEmpty() || b.isEmpty();
  }

  private Mismatch conflict(String name, Bound before, Argument argument) {
    Argument origin = before.origin();
    if (!Argument.hasShape(origin.operand())) {
      return Mismatch.value(name, before.dim(), argument);
    } else if (origin == argument) {
      return Mismatch.within(name, argument);
    }
    boolean isProduct =
        !rule.isOfMethod()
            && rule.operands().size() == 2
            && Argument.isVector(origin.operand())
            && Argument.isVector(argument.operand());
    return isProduct && !resultNames(rule.result()).contains(name)
        ? Mismatch.inner(origin, argument)
        : Mismatch.name(name, origin, argument);
  }

  private static Set<String> resultNames(ResultExpr result) {
    Set<String> names = new LinkedHashSet<>();
    List<ResultExpr> open = new ArrayList<>(List.of(result));
    while (!open.isEmpty()) {
      ResultExpr next = open.remove(0);
      if (next instanceof ResultExpr.Apply apply) {
        open.addAll(apply.shapes());
        apply.sizes().forEach(size -> size.collectNames(names));
      } else if (next instanceof ResultExpr.Plain plain
          && plain.pattern() instanceof ShapePattern.Listed listed) {
        listed.dims().forEach(dim -> dim.collectNames(names));
      }
    }
    return names;
  }
}
