import dev.adjoint.annotations.*;

class TreeNameTaken {
  // ERROR ADJ-METHOD-10: TreeNameTaken_ModelTree, which Adjoint would write, exists already
  record Model(@Shape("3") double[] w) {}
}

class TreeNameTaken_ModelTree {}
