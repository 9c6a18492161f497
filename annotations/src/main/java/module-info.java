/** What users write on their code, and what operations declare about themselves. */
module dev.adjoint.annotations {
  exports dev.adjoint.annotations;
}
