package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Printer;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Runs the passes over a method's body; a {@code Return} names everything that must survive. */
public final class Optimizer {
  private static final List<UnaryOperator<Block>> PASSES =
      List.of(
          // First of all, so that nothing else looks at what never runs.
          RemoveUnreachable::in,
          // A seed of 1 first, since what is left of a product may be a mere copy.
          FoldExact::in,
          // What is folded within an expression is gone by now.
          CancelHalves::in,
          // Before a zero that is left becomes a declaration without a value.
          DropZeroContributions::in,
          // Before sums are looked for: what is added to nothing is no sum.
          RemoveNullTests::in,
          // Makes declarations with values out of sums, which the later passes look for.
          WriteFirstContribution::in,
          MergeContributions::in,
          // After contributions to an element became one.
          OverwriteScratch::in,
          // Copies before temporaries: a copy has many reads, and leaves one.
          PropagateCopies::in,
          InlineTemporaries::in);

  /** Each round leaves less to do; far fewer are needed. */
  private static final int MOST_ROUNDS = 1_000;

  private Optimizer() {}

  /** Does no more than javac demands. */
  public static Block tidy(Block block) {
    return RemoveUnreachable.in(block);
  }

  /**
   * Optimizes until nothing changes.
   *
   * @param variables hands out further variables
   * @param outliving variables whose arrays the caller goes on to read
   */
  public static Block optimize(Block block, Variables variables, Set<Variable> outliving) {
    List<UnaryOperator<Block>> passes = new ArrayList<>(PASSES);
    // Last, so that what the others left unread goes.
    passes.add(body -> RemoveDead.in(body, outliving));
    Block before;
    // All once, while contributions still have the form that they are written in; first what
    // may leave a variable, which needs no other one to sum up in.
    Block read = ReadKept.in(block, variables, outliving);
    Block after = SumInLocals.in(ShrinkScratch.in(read, variables, outliving), variables);
    int idle = 0;
    int rounds = 0;
    do {
      if (rounds++ == MOST_ROUNDS) {
        throw new AssertionError("passes undo each other's work:\n" + Printer.print(after));
      }
      before = after;
      for (UnaryOperator<Block> pass : passes) {
        Block next = pass.apply(after);
        idle = next.equals(after) ? idle + 1 : 0;
        after = next;
        if (idle == passes.size()) {
          return finish(after, variables, outliving);
        }
      }
    } while (!after.equals(before));
    return finish(after, variables, outliving);
  }

  /** What can be done once, when nothing goes any more. */
  private static Block finish(Block block, Variables variables, Set<Variable> outliving) {
    // Only now is it certain what a gradient's last value is.
    Block handedOut = RemoveCopies.in(block);
    // Rows before the order of trips, which then have rows in common.
    Block shrunk = ShrinkRows.in(WriteFirstElements.in(handedOut), outliving);
    Block turned = ShareDivisions.in(CountUpwards.in(shrunk), variables);
    // At last: whatever else looks at arrays takes each for itself.
    return ReuseArrays.in(turned, outliving);
  }
}
