package dev.adjoint.integration;

/** Examples of attention and of the steps of recurrent networks. */
final class AttentionExamples extends Examples {
  AttentionExamples() {
    attention();
    recurrent();
  }

  private void attention() {
    Object[] cross = args(signed(2, 3), signed(3, 3), signed(3, 2));
    Object[] self = args(signed(2, 3, 2), signed(2, 3, 2), signed(2, 3, 2));
    String three = "Attention.scaledDotProductAttention(Tensor, Tensor, Tensor, ";
    add(three + "boolean)", with(cross, false), with(self, true));
    add(
        three + "Tensor)",
        with(cross, signed(2, 3)),
        with(self, signed(1, 3)),
        with(self, signed(2, 3, 3)));
    add(
        three + "Tensor, boolean, float)",
        with(cross, signed(2, 3), false, 0.7f),
        with(self, signed(3, 3), true, 0.4f));
    for (String name : new String[] {"Query", "Key", "Value", "Mask"}) {
      add(
          "AttentionGradients.attention"
              + name
              + "(Tensor, Tensor, Tensor, Tensor, boolean, float, Tensor)",
          with(cross, signed(1, 3), false, 0.7f, signed(2, 2)),
          with(self, signed(3, 3), true, 0.4f, signed(2, 3, 2)));
    }
  }

  private void recurrent() {
    add(
        "Recurrent.gates(Tensor, Tensor, Tensor, Tensor, Tensor, Tensor)",
        args(signed(2, 3), signed(2, 2), signed(4, 3), signed(4, 2), signed(4), signed(4)));
    add(
        "Recurrent.gates(Tensor, Tensor, Tensor)",
        args(signed(2, 4), signed(2, 3), signed(3, 4)),
        args(signed(1, 1), signed(1, 2), signed(2, 1)));
    for (String name : new String[] {"lstmMemory", "lstmHidden"}) {
      add(
          "Recurrent." + name + "(Tensor, Tensor)",
          args(signed(2, 12), signed(2, 3)),
          args(signed(1, 4), signed(1, 1)));
    }
    for (String name : new String[] {"Recurrent.lstmGates", "RecurrentGradients.lstmSlope"}) {
      add(name + "(Tensor)", args(signed(2, 12)), args(signed(1, 4)));
    }
    add(
        "RecurrentGradients.memoryGates(Tensor, Tensor, Tensor)",
        args(signed(2, 12), signed(2, 3), signed(2, 3)),
        args(signed(1, 4), signed(1, 1), signed(1, 1)));
    add("RecurrentGradients.lstmCurvature(Tensor)", args(signed(2, 12)), args(signed(1, 4)));
    add(
        "Recurrent.gruGate(Tensor, Tensor, int)",
        args(signed(2, 6), signed(2, 6), 0),
        args(signed(1, 3), signed(1, 3), 1));
    add(
        "Recurrent.gruCandidate(Tensor, Tensor, Tensor)",
        args(signed(2, 6), signed(2, 6), signed(2, 2)),
        args(signed(1, 3), signed(1, 3), signed(1, 1)));
    add("Recurrent.gate(Tensor, int, int)", args(signed(2, 6), 1, 3));
    add("Recurrent.fromGate(Tensor, int, int)", args(signed(2, 2), 2, 3));
  }
}
