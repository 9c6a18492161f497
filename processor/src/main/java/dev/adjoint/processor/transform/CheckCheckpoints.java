package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.analysis.Recording;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashSet;
import java.util.Set;

/** Reports what may not come out the same when it runs again, and what could not be set back. */
final class CheckCheckpoints {
  /** Classes of the library whose methods give the same for the same. */
  private static final Set<String> WITHOUT_STATE =
      Set.of("java.util.Objects", "java.lang.String", "java.lang.Enum");

  private final Recording recording;
  private final Aliases aliases;
  private final Findings findings;

  private CheckCheckpoints(Recording recording, Aliases aliases, Findings findings) {
    this.recording = recording;
    this.aliases = aliases;
    this.findings = findings;
  }

  static void in(Block body, Recording recording, Aliases aliases, Findings findings) {
    CheckCheckpoints check = new CheckCheckpoints(recording, aliases, findings);
    check.find(body);
  }

  private void find(Block block) {
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Checkpoint s) {
        check(s);
      } else {
        Walk.blocks(stmt).forEach(this::find);
      }
    }
  }

  private void check(Stmt.Checkpoint checkpoint) {
    Walk.eachStatement(
        checkpoint.body(),
        stmt -> {
          if (!(stmt instanceof Stmt.Throw)) {
            Walk.expressions(stmt)
                .forEach(expr -> Walk.each(expr, part -> checkCall(part, checkpoint)));
          }
          if (stmt instanceof Stmt.Checkpoint inner) {
            checkArrays(inner);
          }
        });
    checkArrays(checkpoint);
  }

  private void checkCall(Expr expr, Stmt.Checkpoint checkpoint) {
    if (expr instanceof Expr.Call call && mayDiffer(call)) {
      findings.add(
          Message.CHECKPOINT_CALL,
          call.position().isKnown() ? call.position() : checkpoint.position(),
          call.callee(),
          checkpoint.position().line());
    }
  }

  /** Whether a call may give another value, or do something, each time. */
  private static boolean mayDiffer(Expr.Call call) {
    Callee callee = call.callee();
    return switch (callee.kind()) {
      case FUNCTION -> true;
      case UNKNOWN -> !WITHOUT_STATE.contains(callee.owner().toString());
      case CONSTANT ->
          !callee.owner().toString().equals("dev.adjoint.Adjoints")
              && (callee.isStatic() || !(callee.operands().get(0).type() instanceof Type.Vector));
      default -> false;
    };
  }

  private void checkArrays(Stmt.Checkpoint checkpoint) {
    Set<Variable> inside = new HashSet<>(Walk.assigned(checkpoint.body()));
    Set<Variable> outside = new HashSet<>();
    Walk.eachStatement(
        checkpoint.body(),
        stmt -> {
          if (stmt instanceof Stmt.Assign s) {
            outside.add(aliases.root(s.variable()));
          }
        });
    Walk.eachExpression(
        checkpoint.body(),
        expr -> {
          if (expr instanceof Expr.Read read && !inside.contains(read.variable())) {
            outside.add(aliases.root(read.variable()));
          }
        });
    for (Variable array : recording.snapshot(checkpoint).arrays()) {
      if (!RunAgain.canKeep(array.type())) {
        report(
            array,
            checkpoint.position(),
            checkpoint,
            "use plain arrays of numbers, or a record with such components");
      }
    }
    Walk.eachStatement(
        checkpoint.body(),
        stmt -> {
          if (stmt instanceof Stmt.Store s && s.value().type().holdsArrays()) {
            for (Variable base : Walk.base(s.array())) {
              if (base.kind() != Variable.Kind.SHADOW && outside.contains(aliases.root(base))) {
                report(base, s.position(), checkpoint, "copy the elements of the row");
              }
            }
          }
        });
  }

  private void report(
      Variable array, Position position, Stmt.Checkpoint checkpoint, String instead) {
    findings.add(
        Message.CHECKPOINT_ARRAY, position, array.name(), checkpoint.position().line(), instead);
  }
}
