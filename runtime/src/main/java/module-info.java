/** Tensors, operations with their derivatives, optimizers, data and training. */
module dev.adjoint.runtime {
  requires transitive dev.adjoint.annotations;
  requires static org.jspecify;

  exports dev.adjoint;
  exports dev.adjoint.data;
  exports dev.adjoint.graph;
  exports dev.adjoint.implicit;
  exports dev.adjoint.io;
  exports dev.adjoint.kernel;
  exports dev.adjoint.nn;
  exports dev.adjoint.optim;
  exports dev.adjoint.random;
  exports dev.adjoint.tensor;
  exports dev.adjoint.train;
  exports dev.adjoint.train.log;
  exports dev.adjoint.train.metrics;
  exports dev.adjoint.train.report;
  exports dev.adjoint.train.search;

  uses dev.adjoint.kernel.KernelProvider;
}
