/** Checks of gradients for tests. */
module dev.adjoint.testing {
  requires transitive dev.adjoint.runtime;
  requires static org.jspecify;

  exports dev.adjoint.testing;
}
