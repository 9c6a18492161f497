package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lets what a body computes take its memory from the workspace that the caller has opened, if there
 * is one; what methods of users compute, who may keep it for as long as they like, is from the
 * heap.
 *
 * <pre>
 * Workspace.enter(); … Workspace.pause(); Tensor mask = mask(x); Workspace.resume(); … Workspace.exit();
 * </pre>
 */
public final class UseWorkspace {
  private static final QualifiedName WORKSPACE = QualifiedName.of("dev.adjoint", "Workspace");

  /** The packages of libraries that keep no vectors. */
  private final Set<String> libraries = new HashSet<>();

  private final Variables variables;

  private UseWorkspace(Block body, Variables variables) {
    this.variables = variables;
    Walk.eachExpression(
        body,
        expr -> {
          if (expr.type() instanceof Type.Vector vector) {
            libraries.add(vector.name().packageName());
          }
        });
  }

  /** A method that computes a gradient at once. */
  public static Block throughout(Block body, Variables variables) {
    UseWorkspace pass = new UseWorkspace(body, variables);
    return pass.libraries.isEmpty() || pass.asksUsersInHeaders(body) ? body : pass.enter(body);
  }

  /** A part of what another body computes. */
  public static Block within(Block body, Variables variables) {
    UseWorkspace pass = new UseWorkspace(body, variables);
    return pass.asksUsersInHeaders(body) ? pass.pauseAll(body) : pass.bracketed(body);
  }

  private Block enter(Block body) {
    List<Stmt> result = new ArrayList<>();
    result.add(call("enter"));
    for (Stmt stmt : bracketed(body).statements()) {
      if (stmt instanceof Stmt.Return end) {
        Expr value = withoutVectors(end.value(), result);
        result.add(call("exit"));
        result.add(new Stmt.Return(value, end.position()));
      } else {
        result.add(stmt);
      }
    }
    return new Block(result);
  }

  private Block pauseAll(Block body) {
    List<Stmt> result = new ArrayList<>();
    result.add(call("pause"));
    for (Stmt stmt : body.statements()) {
      if (stmt instanceof Stmt.Return end) {
        Expr value = end.value();
        if (asksUsers(value)) {
          Variable named = variables.fresh("result", value.type(), Variable.Kind.TEMPORARY);
          result.add(new Stmt.Declare(named, value, end.position()));
          value = Expr.read(named);
        }
        result.add(call("resume"));
        result.add(new Stmt.Return(value, end.position()));
      } else {
        result.add(stmt);
      }
    }
    return new Block(result);
  }

  private Block bracketed(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (isSimple(stmt) && Walk.expressions(stmt).stream().anyMatch(this::asksUsers)) {
        result.add(call("pause"));
        result.add(stmt);
        result.add(call("resume"));
      } else {
        result.add(Walk.map(stmt, expr -> expr, this::bracketed));
      }
    }
    return block.with(result);
  }

  /** Whether a method of a user is called where no statement can stand before and after it. */
  private boolean asksUsersInHeaders(Block body) {
    return Walk.anyStatement(
        body, stmt -> !isSimple(stmt) && Walk.expressions(stmt).stream().anyMatch(this::asksUsers));
  }

  private static boolean isSimple(Stmt stmt) {
    return Walk.blocks(stmt).isEmpty()
        && !(stmt instanceof Stmt.Return || stmt instanceof Stmt.Throw);
  }

  /** Whether an expression calls a method that a user wrote, and that may compute vectors. */
  private boolean asksUsers(Expr expr) {
    boolean[] found = new boolean[1];
    Walk.each(expr, part -> found[0] |= part instanceof Expr.Call call && isOfUser(call.callee()));
    return found[0];
  }

  private boolean isOfUser(Callee callee) {
    return switch (callee.kind()) {
      // Whoever declared the interface, what runs is the user's.
      case FUNCTION -> true;
      case CONSTANT, HELPER, UNKNOWN, BODY -> {
        String owner = callee.owner().packageName();
        yield !libraries.contains(owner)
            && !owner.startsWith("java.")
            && !owner.equals("dev.adjoint")
            && !owner.equals("dev.adjoint.random");
      }
      default -> false;
    };
  }

  /** Gives names to the vectors that an expression computes, so that it computes none itself. */
  private Expr withoutVectors(Expr expr, List<Stmt> out) {
    if (expr instanceof Expr.Conditional) {
      return expr;
    }
    Expr mapped = Walk.mapParts(expr, part -> withoutVectors(part, out));
    if (mapped instanceof Expr.Call call && call.callee().makesVector()) {
      Variable named = variables.fresh(call.callee().name(), call.type(), Variable.Kind.TEMPORARY);
      out.add(new Stmt.Declare(named, call, Position.NONE));
      return Expr.read(named);
    }
    return mapped;
  }

  private static Stmt call(String method) {
    Callee callee =
        new Callee(WORKSPACE, method, true, List.of(), new Type.Nothing(), Callee.Kind.RUNTIME);
    return new Stmt.Evaluate(new Expr.Call(callee, List.of(), Position.NONE), Position.NONE);
  }
}
