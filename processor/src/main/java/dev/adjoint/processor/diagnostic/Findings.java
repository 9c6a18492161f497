package dev.adjoint.processor.diagnostic;

import dev.adjoint.processor.ir.Position;
import java.util.ArrayList;
import java.util.List;

/** Collects findings, so that one stage reports all it finds before the work stops. */
public final class Findings {
  private final List<Finding> findings = new ArrayList<>();

  /** Adds a finding; {@code arguments} fill the message's text in order. */
  public void add(Message message, Position position, Object... arguments) {
    add(new Finding(message, position, String.format(message.text(), arguments)));
  }

  /** Adds what was found elsewhere, unless it is known already. */
  public void add(Finding finding) {
    if (!findings.contains(finding)) {
      findings.add(finding);
    }
  }

  /** Everything found so far, in order. */
  public List<Finding> all() {
    return List.copyOf(findings);
  }

  /** Whether something was found that makes further work pointless. */
  public boolean hasErrors() {
    return findings.stream()
        .anyMatch(finding -> finding.message().severity() == Message.Severity.ERROR);
  }
}
