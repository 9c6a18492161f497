package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.analysis.Needs;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the written adjoints read of the function itself. */
final class ReadByBackward implements Needs {
  private final AdjointVariables adjoints;
  private final Aliases aliases;
  private final Map<Stmt, List<Stmt>> statementAdjoints;
  private final Map<Variable, Variable> aliasOfAdjoint = new HashMap<>();

  ReadByBackward(
      AdjointVariables adjoints, Map<Stmt, List<Stmt>> statementAdjoints, Aliases aliases) {
    this.adjoints = adjoints;
    this.aliases = aliases;
    this.statementAdjoints = statementAdjoints;
    for (Stmt stmt : statementAdjoints.keySet()) {
      if (stmt instanceof Stmt.Declare declare
          && aliases.isAlias(declare)
          && adjoints.isUsed(declare.variable())
          && declare.variable().kind() != Variable.Kind.SHADOW) {
        AdjointNode node = adjoints.of(declare.variable());
        node.zip(
            node,
            (leaf, same) -> aliasOfAdjoint.put(((Expr.Read) leaf).variable(), declare.variable()));
      }
    }
  }

  @Override
  public boolean hasAdjoint(Stmt stmt) {
    return !statementAdjoints.getOrDefault(stmt, List.of()).isEmpty();
  }

  @Override
  public Set<Variable> of(Stmt stmt) {
    Set<Variable> result = new HashSet<>();
    Set<Variable> own = new HashSet<>();
    Block block = new Block(statementAdjoints.getOrDefault(stmt, List.of()));
    Walk.eachStatement(
        block,
        part -> {
          if (part instanceof Stmt.Declare declare) {
            own.add(declare.variable());
          }
        });
    Walk.eachExpression(
        block,
        part -> {
          if (part instanceof Expr.Read read) {
            Variable alias = aliasOfAdjoint.get(read.variable());
            if (alias != null) {
              result.add(alias);
            } else if (!read.variable().isAdjoint() && !own.contains(read.variable())) {
              result.add(read.variable());
            }
          }
        });
    return result;
  }

  @Override
  public Set<Variable> ofZero(Stmt.Declare declaration) {
    Variable variable = declaration.variable();
    if (!adjoints.isUsed(variable) || aliases.isAlias(declaration)) {
      return Set.of();
    }
    Set<Variable> result = new HashSet<>();
    Block zero = new Block(zero(declaration));
    Walk.eachExpression(
        zero,
        expr -> {
          if (expr instanceof Expr.Read read && !read.variable().isAdjoint()) {
            result.add(read.variable());
          }
        });
    result.removeAll(Walk.assigned(zero));
    return result;
  }

  /** Declares the adjoint of a local variable, set to zero. */
  List<Stmt> zero(Stmt.Declare declaration) {
    Variable variable = declaration.variable();
    if (variable.type() instanceof Type.Array type
        && declaration.value() instanceof Expr.NewArray array
        && array.dimensions().size() == type.rank()
        && array.dimensions().stream().allMatch(ReadByBackward::isLiteral)
        && !aliases.isDynamic(variable)
        && adjoints.of(variable) instanceof AdjointNode.Leaf leaf) {
      return List.of(
          new Stmt.Declare(((Expr.Read) leaf.place()).variable(), array, declaration.position()));
    }
    return adjoints.declareZero(variable, declaration.position());
  }

  private static boolean isLiteral(Expr expr) {
    return expr instanceof Expr.Literal;
  }
}
