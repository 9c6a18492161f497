package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Printer;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Variables, and the parts of records in them, that a body reads: {@code x}, {@code net.w}. */
final class PlacesRead {
  private PlacesRead() {}

  /** The paths to all that is read and no record, by the variables that they start at. */
  static Map<Variable, Set<Expr>> in(Block body) {
    Map<Variable, Set<Expr>> result = new HashMap<>();
    Walk.eachStatement(
        body, stmt -> Walk.expressions(stmt).forEach(expr -> addPlaces(expr, result)));
    return result;
  }

  /** Whether a place takes part in the gradient. */
  static boolean isDifferentiable(Expr place) {
    if (!(place instanceof Expr.Component part)) {
      return place.type().isDifferentiable();
    }
    Type.Tree tree = (Type.Tree) part.record().type();
    return tree.components().stream()
            .anyMatch(c -> c.name().equals(part.name()) && c.isDifferentiable())
        && (part.record() instanceof Expr.Read || isDifferentiable(part.record()));
  }

  private static void addPlaces(Expr expr, Map<Variable, Set<Expr>> out) {
    if (isPlace(expr)) {
      Variable base = Walk.reads(expr).iterator().next();
      addParts(expr, out.computeIfAbsent(base, b -> new LinkedHashSet<>()));
    } else {
      Walk.parts(expr).forEach(part -> addPlaces(part, out));
    }
  }

  /** What is read as a whole is read in all its parts. */
  private static void addParts(Expr place, Set<Expr> out) {
    if (place.type() instanceof Type.Tree tree) {
      for (Type.Component component : tree.components()) {
        addParts(new Expr.Component(place, component.name(), component.type()), out);
      }
    } else {
      out.add(place);
    }
  }

  private static boolean isPlace(Expr expr) {
    return expr instanceof Expr.Read
        || (expr instanceof Expr.Component part
            && part.record().type() instanceof Type.Tree
            && isPlace(part.record()));
  }

  /** What a place is called where the receiver need not be said. */
  static String nameOf(Expr place) {
    if (place instanceof Expr.Component part) {
      boolean isOfReceiver =
          part.record() instanceof Expr.Read read
              && read.variable().kind() == Variable.Kind.RECEIVER;
      return isOfReceiver ? part.name() : nameOf(part.record()) + "." + part.name();
    }
    return Printer.print(place);
  }
}
