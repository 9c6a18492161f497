package dev.adjoint.processor.frontend;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a differentiated body for syntax that {@link Syntax} refuses; what passes can be
 * lowered, or is refused there for its type.
 */
final class Fence extends TreeScanner<@Nullable Void, @Nullable Void> {

  private final Source source;
  private final @Nullable Findings findings;
  private boolean isThrowing;

  private Fence(Source source, @Nullable Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  /** Reports everything in a body that is refused; true if nothing is. */
  static boolean admits(Tree body, Source source, Findings findings) {
    int before = findings.all().size();
    new Fence(source, findings).scan(body, null);
    return findings.all().size() == before;
  }

  /** Whether a call says what is wrong if its argument is null. */
  private static boolean isCheck(@Nullable Tree tree) {
    return tree instanceof MethodInvocationTree call
        && call.getMethodSelect().toString().endsWith("requireNonNull");
  }

  /** Stops the lowering at the first thing in a body that is refused. */
  static void require(Tree body, Source source) {
    new Fence(source, null).scan(body, null);
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
    if (tree == null) {
      return null;
    } else if (Syntax.of(tree.getKind()) instanceof Syntax.Verdict.Refused refusal
        && !(isThrowing && refusal.isAllowedInThrow())) {
      refuse(tree, refusal);
      return null;
    }
    boolean before = isThrowing;
    isThrowing |= tree instanceof ThrowTree || isCheck(tree);
    super.scan(tree, unused);
    isThrowing = before;
    return null;
  }

  private void refuse(Tree tree, Syntax.Verdict.Refused refusal) {
    if (findings == null) {
      throw new Unsupported(
          Message.UNSUPPORTED, source.position(tree), refusal.what(), refusal.instead());
    }
    findings.add(Message.UNSUPPORTED, source.position(tree), refusal.what(), refusal.instead());
  }
}
