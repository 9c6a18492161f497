package dev.adjoint.benchmarks.adbench;

import java.util.List;

/** The problems that are measured. */
final class Problems {
  private Problems() {}

  static List<Problem> all() {
    return List.of(
        GmmProblem.read("gmm_d2_K5"),
        GmmProblem.read("gmm_d10_K5"),
        GmmProblem.read("gmm_d10_K25"),
        GmmProblem.random(64, 5, 1000),
        BundleAdjustmentProblem.read("ba1_n49_m7776_p31843"),
        LstmProblem.read("lstm_l2_c1024"),
        HandProblem.read("hand1_t26_c100"));
  }
}
