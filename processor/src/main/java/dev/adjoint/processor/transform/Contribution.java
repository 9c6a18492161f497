package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Dependence;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Wholes;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds to the adjoint of a variable, or of a part of one, part by part.
 *
 * <pre>
 * x         xBar += bar;
 * p         pXBar += bar.x(); pYBar += bar.y();
 * a         Adjoints.add(aBar, bar);
 * </pre>
 */
final class Contribution {
  private final AdjointVariables adjoints;
  private final Variables variables;
  private final boolean minus;
  private final boolean isReference;
  private final List<Stmt> out;

  /**
   * @param isReference whether arrays were handed on, so that their adjoints are there already
   */
  Contribution(
      AdjointVariables adjoints,
      Variables variables,
      boolean minus,
      boolean isReference,
      List<Stmt> out) {
    this.adjoints = adjoints;
    this.variables = variables;
    this.minus = minus;
    this.isReference = isReference;
    this.out = out;
  }

  void add(Expr place, Expr bar) {
    Type type = place.type();
    if (type instanceof Type.Tree tree) {
      record(tree, place, bar);
    } else if (place instanceof Expr.Component component
        && !Dependence.isDifferentiable(component)) {
      return;
    } else if (type.elementType() != null) {
      if (!isReference) {
        elements(adjoints.of(place), place, bar);
      }
    } else if (adjoints.isNullable(bar)) {
      addIfThere(adjoints.placeOf(place), bar);
    } else {
      addTo(adjoints.placeOf(place), bar);
    }
  }

  /** A zero that is null is not added. */
  private void addIfThere(Expr target, Expr bar) {
    Expr read = bar instanceof Expr.Read ? bar : name("elementBar", bar);
    List<Stmt> then = new ArrayList<>();
    new Contribution(adjoints, variables, minus, isReference, then).addTo(target, read);
    out.add(new Stmt.If(Zeros.isThere(read), new Block(then), Block.EMPTY, Position.NONE));
  }

  /** Adds what the elements of an array contribute, though not what arrays in them do. */
  void addElements(Expr array, Expr bar) {
    if (isReference) {
      loop(array, bar);
    } else {
      add(array, bar);
    }
  }

  private void record(Type.Tree tree, Expr place, Expr bar) {
    Expr b = bar instanceof Expr.NewRecord ? bar : name("recordBar", bar);
    for (Type.Component component : tree.components()) {
      if (component.isDifferentiable()) {
        add(
            new Expr.Component(place, component.name(), component.type()),
            ExpressionAdjoint.part(b, component));
      }
    }
  }

  private void elements(AdjointNode node, Expr place, Expr bar) {
    if (bar instanceof Expr.NewRecord && node instanceof AdjointNode.Node inner) {
      for (Type.Component component : inner.type().components()) {
        AdjointNode part = inner.components().get(component.name());
        if (part != null) {
          elements(part, place, ExpressionAdjoint.part(bar, component));
        }
      }
    } else if (node instanceof AdjointNode.Leaf leaf
        && ((Type.Array) leaf.place().type()).leaf().isFloating()
        && !(bar.type() instanceof Type.Sequence)) {
      Expr call =
          Exprs.runtime(
              "Adjoints", minus ? "subtract" : "add", new Type.Nothing(), leaf.place(), bar);
      out.add(new Stmt.Evaluate(call, Position.NONE));
    } else if (node instanceof AdjointNode.Leaf leaf && isPart(place)) {
      wholes(leaf.place(), bar);
    } else {
      loop(place, bar);
    }
  }

  /** Whether the elements of an array are records, each part of which has an array of adjoints. */
  private static boolean isPart(Expr array) {
    Type element = array.type();
    while (element.elementType() != null) {
      element = element.elementType();
    }
    return element instanceof Type.Tree;
  }

  /** Adds to the adjoints of a part of all records in an array. */
  private void wholes(Expr target, Expr bar) {
    if (target.type().elementType() == null) {
      if (adjoints.isNullable(bar)) {
        addIfThere(target, bar);
      } else {
        addTo(target, bar);
      }
      return;
    }
    Variable index = variables.fresh("i", Type.Primitive.INT, Variable.Kind.LOCAL);
    List<Stmt> body = new ArrayList<>();
    new Contribution(adjoints, variables, minus, isReference, body)
        .wholes(
            new Expr.Element(target, Expr.read(index)),
            ExpressionAdjoint.at(bar, Expr.read(index)));
    out.add(counting(index, new Expr.Length(target), body));
  }

  private void loop(Expr place, Expr bar) {
    Expr b =
        bar instanceof Expr.Read || bar instanceof Expr.NewRecord ? bar : name("elementsBar", bar);
    Variable index = variables.fresh("i", Type.Primitive.INT, Variable.Kind.LOCAL);
    List<Stmt> body = new ArrayList<>();
    new Contribution(adjoints, variables, minus, isReference, body)
        .add(new Expr.Element(place, Expr.read(index)), ExpressionAdjoint.at(b, Expr.read(index)));
    out.add(counting(index, new Expr.Length(place), body));
  }

  private static Stmt counting(Variable index, Expr length, List<Stmt> body) {
    return new Stmt.For(
        index, Expr.Literal.of(0), Operator.LESS, length, 1, new Block(body), Position.NONE);
  }

  private Expr name(String name, Expr bar) {
    Variable variable = variables.fresh(name, bar.type(), Variable.Kind.ADJOINT_TEMPORARY);
    out.add(new Stmt.Declare(variable, bar, Position.NONE));
    return Expr.read(variable);
  }

  private void addTo(Expr target, Expr bar) {
    if (target instanceof Expr.Element element) {
      Expr sum = target.type() instanceof Type.Whole ? wholeSum(target, bar) : sum(target, bar);
      out.add(new Stmt.Store(element.array(), element.index(), sum, Position.NONE));
    } else {
      Expr sum = adjoints.isNullable(target) ? wholeSum(target, bar) : sum(target, bar);
      out.add(new Stmt.Assign(((Expr.Read) target).variable(), sum, Position.NONE));
    }
  }

  private Expr sum(Expr target, Expr bar) {
    if (target.type() instanceof Type.Whole) {
      return Wholes.plus(target, signed(bar));
    }
    return new Expr.Binary(
        minus ? Operator.MINUS : Operator.PLUS,
        target,
        Exprs.as(target.type(), bar),
        target.type());
  }

  private Expr signed(Expr bar) {
    return minus ? Wholes.negate(bar) : bar;
  }

  /** Nothing can be added to a zero that is null. */
  private Expr wholeSum(Expr target, Expr bar) {
    Expr term = signed(bar);
    Expr once = term instanceof Expr.Read ? term : name("elementBar", term);
    return new Expr.Conditional(
        Zeros.isThere(target), Wholes.plus(target, once), once, target.type());
  }
}
