/** Kernels on the Vector API. */
module dev.adjoint.runtime.vector {
  // Not static: on the module path the presence of this module alone then resolves the incubator
  // module, without a flag. On the class path the flag is needed, and the provider says so.
  requires jdk.incubator.vector;
  requires transitive dev.adjoint.runtime;
  requires static org.jspecify;

  exports dev.adjoint.kernel.vector;

  provides dev.adjoint.kernel.KernelProvider with
      dev.adjoint.kernel.vector.VectorKernelProvider;
}
