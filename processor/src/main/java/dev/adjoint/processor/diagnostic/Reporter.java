package dev.adjoint.processor.diagnostic;

import com.sun.source.util.Trees;
import javax.annotation.processing.Messager;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Hands findings to javac, at the place that they are about. */
public final class Reporter {
  private final Messager messager;
  private final @Nullable Trees trees;

  public Reporter(Messager messager, @Nullable Trees trees) {
    this.messager = messager;
    this.trees = trees;
  }

  /** Reports everything that was found, but for warnings that the user silenced. */
  public void report(Findings findings) {
    findings.all().stream()
        .filter(finding -> !Silence.covers(finding, trees))
        .forEach(this::report);
  }

  private void report(Finding finding) {
    Diagnostic.Kind kind =
        finding.message().severity() == Message.Severity.ERROR
            ? Diagnostic.Kind.ERROR
            : Diagnostic.Kind.WARNING;
    if (finding.position().anchor() instanceof Anchor.OfTree anchor && trees != null) {
      trees.printMessage(kind, finding.format(), anchor.tree(), anchor.unit());
    } else if (finding.position().anchor() instanceof Anchor.OfElement anchor) {
      if (anchor.annotation() == null) {
        messager.printMessage(kind, finding.format(), anchor.element());
      } else {
        messager.printMessage(kind, finding.format(), anchor.element(), anchor.annotation());
      }
    } else {
      messager.printMessage(kind, finding.format());
    }
  }
}
