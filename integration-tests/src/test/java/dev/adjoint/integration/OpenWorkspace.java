package dev.adjoint.integration;

import dev.adjoint.Workspace;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets every test run in a step of a workspace, so that gradients are right although their memory
 * is used again as soon as generated code gives it back, which then holds NaN.
 */
public final class OpenWorkspace implements BeforeEachCallback, AfterEachCallback {
  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(OpenWorkspace.class);

  @Override
  public void beforeEach(ExtensionContext context) {
    context.getStore(HERE).put(OpenWorkspace.class, new Workspace(1).open());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Optional.ofNullable(context.getStore(HERE).remove(OpenWorkspace.class, Workspace.Step.class))
        .ifPresent(Workspace.Step::close);
  }
}
