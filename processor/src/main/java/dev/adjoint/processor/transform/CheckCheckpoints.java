package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.analysis.Recording;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reports what may not come out the same when it runs again, and what could not be set back. */
final class CheckCheckpoints {
  /** Classes of the library whose methods give the same for the same. */
  private static final Set<String> WITHOUT_STATE =
      Set.of("java.util.Objects", "java.lang.String", "dev.adjoint.Adjoints");

  private static final Predicate<Expr.Call> MAY_DIFFER = CheckCheckpoints::mayDiffer;
  private static final Predicate<Expr.Call> SURELY_DIFFERS = CheckCheckpoints::surelyDiffers;

  private final Recording recording;
  private final Aliases aliases;
  private final Findings findings;

  private CheckCheckpoints(Recording recording, Aliases aliases, Findings findings) {
    this.recording = recording;
    this.aliases = aliases;
    this.findings = findings;
  }

  /**
   * @param whole the function if its pullback runs all of it again, else null
   * @param isAsked whether that was asked for: what is run again for other reasons is refused only
   *     where a call gives something else for sure
   */
  static void in(
      Block body,
      @Nullable Function whole,
      boolean isAsked,
      Recording recording,
      Aliases aliases,
      Findings findings) {
    CheckCheckpoints check = new CheckCheckpoints(recording, aliases, findings);
    if (whole != null) {
      String again = "the pullback of " + whole.name();
      checkCalls(body, whole.position(), again, isAsked ? MAY_DIFFER : SURELY_DIFFERS, findings);
    }
    check.find(body, isAsked);
  }

  /**
   * Second derivatives call a method of another file for its value, and again for its pullback's
   * derivative.
   */
  static void inSecondDerivatives(Function function, Findings findings) {
    checkCalls(
        function.body(),
        function.position(),
        "the second derivatives of " + function.name(),
        call -> call.callee().kind() == Callee.Kind.COMPANION && surelyDiffers(call),
        findings);
  }

  /**
   * @param isChecked whether calls have been looked at
   */
  private void find(Block block, boolean isChecked) {
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Checkpoint s) {
        if (!isChecked) {
          String again = "the @Checkpoint in line " + s.position().line();
          checkCalls(s.body(), s.position(), again, MAY_DIFFER, findings);
        }
        checkArrays(s);
      }
      Walk.blocks(stmt).forEach(inner -> find(inner, isChecked || stmt instanceof Stmt.Checkpoint));
    }
  }

  /**
   * @param again what runs the block again
   */
  private static void checkCalls(
      Block block, Position where, String again, Predicate<Expr.Call> differs, Findings findings) {
    Walk.eachStatement(
        block,
        stmt -> {
          if (!(stmt instanceof Stmt.Throw)) {
            Walk.expressions(stmt)
                .forEach(
                    expr ->
                        Walk.each(expr, part -> checkCall(part, where, again, differs, findings)));
          }
        });
  }

  private static void checkCall(
      Expr expr, Position where, String again, Predicate<Expr.Call> differs, Findings findings) {
    if (expr instanceof Expr.Call call && differs.test(call)) {
      findings.add(
          Message.CHECKPOINT_CALL,
          call.position().isKnown() ? call.position() : where,
          call.callee(),
          again);
    }
  }

  /** Whether a call may give another value, or do something, each time. */
  private static boolean mayDiffer(Expr.Call call) {
    Callee callee = call.callee();
    List<Type> operands = callee.operands().stream().map(Callee.Operand::type).toList();
    if (callee.isOperation()) {
      return operands.stream().anyMatch(CheckCheckpoints::mayHaveState);
    }
    return switch (callee.kind()) {
      case FUNCTION -> true;
      case UNKNOWN, CONSTANT -> {
        boolean isOfValue =
            !callee.isStatic() && operands.stream().allMatch(CheckCheckpoints::isValue);
        yield !isOfValue && !WITHOUT_STATE.contains(callee.owner().toString());
      }
      // What it does with an object is not known here.
      case COMPANION, AUGMENTED, PULLBACK, PRIMITIVE ->
          operands.stream().anyMatch(CheckCheckpoints::mayHaveState);
      default -> false;
    };
  }

  /** Whether a call draws numbers, or is that of a method whose result nothing decides. */
  private static boolean surelyDiffers(Expr.Call call) {
    Callee callee = call.callee();
    List<Type> operands = callee.operands().stream().map(Callee.Operand::type).toList();
    return switch (callee.kind()) {
      case FUNCTION -> operands.size() <= 1;
      case UNKNOWN, CONSTANT, COMPANION, AUGMENTED, PULLBACK, PRIMITIVE ->
          operands.isEmpty() || operands.stream().anyMatch(CheckCheckpoints::mayHaveState);
      default -> false;
    };
  }

  /** Whether values of a type never change, arrays apart, which are seen to. */
  private static boolean isValue(Type type) {
    if (type.elementType() != null) {
      return isValue(type.elementType());
    } else if (type instanceof Type.Tree tree) {
      return tree.components().stream().allMatch(part -> isValue(part.type()));
    }
    return type instanceof Type.Primitive
        || type instanceof Type.Sum
        || type instanceof Type.Vector
        || (type instanceof Type.Other other && other.name().packageName().equals("java.lang"));
  }

  private static boolean mayHaveState(Type type) {
    return type instanceof Type.Other other
        && other.name().toString().matches("java[.]util[.].*Random|dev[.]adjoint[.]random[.].*");
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
