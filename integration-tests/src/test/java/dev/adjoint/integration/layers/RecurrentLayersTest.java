package dev.adjoint.integration.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.nn.Gru;
import dev.adjoint.nn.GruCell;
import dev.adjoint.nn.GruCellGrad;
import dev.adjoint.nn.GruCellTree;
import dev.adjoint.nn.GruGrad;
import dev.adjoint.nn.GruTree;
import dev.adjoint.nn.Lstm;
import dev.adjoint.nn.LstmCell;
import dev.adjoint.nn.LstmCellGrad;
import dev.adjoint.nn.LstmCellTree;
import dev.adjoint.nn.LstmGrad;
import dev.adjoint.nn.LstmOutput;
import dev.adjoint.nn.LstmOutputTree;
import dev.adjoint.nn.LstmState;
import dev.adjoint.nn.LstmStateTree;
import dev.adjoint.nn.LstmTree;
import dev.adjoint.nn.Rnn;
import dev.adjoint.nn.RnnCell;
import dev.adjoint.nn.RnnCellGrad;
import dev.adjoint.nn.RnnCellTree;
import dev.adjoint.nn.RnnGrad;
import dev.adjoint.nn.RnnTree;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Joining;
import dev.adjoint.tensor.Shaping;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.GradientCheck;
import org.junit.jupiter.api.Test;

/** Cells, and sequences from a state that is given. */
class RecurrentLayersTest {
  private static final RandomSource RANDOM = RandomSource.of(7);

  @Test
  void rnnCell() {
    LayerCase expected = LayerCase.of("rnn cell");
    RnnCell cell = expected.parametersFor(RnnCellTree.TREE, RnnCell.init(RANDOM, 5, 2));
    Tensor x = expected.inputs().get(0);
    Tensor h = expected.inputs().get(1);
    LayerCase.assertClose("value", cell.apply(x, h), expected.outputs().get(0));
    var gradient = RnnCellGrad.applyPullback(cell, x, h).apply(expected.seeds().get(0));
    LayerCase.assertClose("gradient by x", gradient.x(), expected.inputGradients().get(0));
    LayerCase.assertClose("gradient by h", gradient.h(), expected.inputGradients().get(1));
    expected.assertGradient(RnnCellTree.TREE, gradient.rnnCell());
    GradientCheck.of(RnnCell::apply, RnnCellGrad::applyPullback)
        .tree(RnnCell.class, RnnCellTree.TREE)
        .at(cell, x, h);
  }

  @Test
  void gruCell() {
    LayerCase expected = LayerCase.of("gru cell");
    GruCell cell = expected.parametersFor(GruCellTree.TREE, GruCell.init(RANDOM, 5, 2));
    Tensor x = expected.inputs().get(0);
    Tensor h = expected.inputs().get(1);
    LayerCase.assertClose("value", cell.apply(x, h), expected.outputs().get(0));
    var gradient = GruCellGrad.applyPullback(cell, x, h).apply(expected.seeds().get(0));
    LayerCase.assertClose("gradient by x", gradient.x(), expected.inputGradients().get(0));
    LayerCase.assertClose("gradient by h", gradient.h(), expected.inputGradients().get(1));
    expected.assertGradient(GruCellTree.TREE, gradient.gruCell());
    GradientCheck.of(GruCell::apply, GruCellGrad::applyPullback)
        .tree(GruCell.class, GruCellTree.TREE)
        .at(cell, x, h);
  }

  @Test
  void lstmCell() {
    LayerCase expected = LayerCase.of("lstm cell");
    LstmCell cell = expected.parametersFor(LstmCellTree.TREE, LstmCell.init(RANDOM, 5, 2));
    Tensor x = expected.inputs().get(0);
    LstmState before = new LstmState(expected.inputs().get(1), expected.inputs().get(2));
    LstmState after = cell.apply(x, before);
    LayerCase.assertClose("h", after.h(), expected.outputs().get(0));
    LayerCase.assertClose("c", after.c(), expected.outputs().get(1));
    LstmState seed = new LstmState(expected.seeds().get(0), expected.seeds().get(1));
    var gradient = LstmCellGrad.applyPullback(cell, x, before).apply(seed);
    LayerCase.assertClose("gradient by x", gradient.x(), expected.inputGradients().get(0));
    LayerCase.assertClose("by h", gradient.state().h(), expected.inputGradients().get(1));
    LayerCase.assertClose("by c", gradient.state().c(), expected.inputGradients().get(2));
    expected.assertGradient(LstmCellTree.TREE, gradient.lstmCell());
    GradientCheck.of(LstmCell::apply, LstmCellGrad::applyPullback)
        .tree(LstmCell.class, LstmCellTree.TREE)
        .tree(LstmState.class, LstmStateTree.TREE)
        .at(cell, x, before);
  }

  @Test
  void rnnFromAState() {
    LayerCase expected = LayerCase.of("rnn from a state");
    Rnn rnn = expected.parametersFor(RnnTree.TREE, Rnn.init(RANDOM, 5, 2));
    Tensor h = expected.inputs().get(0);
    Tensor x = expected.inputs().get(1);
    LayerCase.assertClose("value", rnn.from(h, x), expected.outputs().get(0));
    var gradient = RnnGrad.fromPullback(rnn, h, x).apply(expected.seeds().get(0));
    LayerCase.assertClose("gradient by h", gradient.h(), expected.inputGradients().get(0));
    LayerCase.assertClose("gradient by x", gradient.x(), expected.inputGradients().get(1));
    expected.assertGradient(RnnTree.TREE, gradient.rnn());
  }

  @Test
  void gruFromAState() {
    LayerCase expected = LayerCase.of("gru from a state");
    Gru gru = expected.parametersFor(GruTree.TREE, Gru.init(RANDOM, 5, 2));
    Tensor h = expected.inputs().get(0);
    Tensor x = expected.inputs().get(1);
    LayerCase.assertClose("value", gru.from(h, x), expected.outputs().get(0));
    var gradient = GruGrad.fromPullback(gru, h, x).apply(expected.seeds().get(0));
    LayerCase.assertClose("gradient by h", gradient.h(), expected.inputGradients().get(0));
    LayerCase.assertClose("gradient by x", gradient.x(), expected.inputGradients().get(1));
    expected.assertGradient(GruTree.TREE, gradient.gru());
  }

  @Test
  void lstmFromAState() {
    LayerCase expected = LayerCase.of("lstm from a state");
    Lstm lstm = expected.parametersFor(LstmTree.TREE, Lstm.init(RANDOM, 5, 2));
    LstmState start = new LstmState(expected.inputs().get(0), expected.inputs().get(1));
    Tensor x = expected.inputs().get(2);
    LstmOutput output = lstm.from(start, x);
    LayerCase.assertClose("shown", output.shown(), expected.outputs().get(0));
    LayerCase.assertClose("h", output.state().h(), expected.outputs().get(1));
    LayerCase.assertClose("c", output.state().c(), expected.outputs().get(2));
    LstmState stateSeed = new LstmState(expected.seeds().get(1), expected.seeds().get(2));
    LstmOutput seed = new LstmOutput(expected.seeds().get(0), stateSeed);
    var gradient = LstmGrad.fromPullback(lstm, start, x).apply(seed);
    LayerCase.assertClose("by h", gradient.start().h(), expected.inputGradients().get(0));
    LayerCase.assertClose("by c", gradient.start().c(), expected.inputGradients().get(1));
    LayerCase.assertClose("by x", gradient.x(), expected.inputGradients().get(2));
    expected.assertGradient(LstmTree.TREE, gradient.lstm());
    GradientCheck.of(Lstm::from, LstmGrad::fromPullback)
        .tree(Lstm.class, LstmTree.TREE)
        .tree(LstmState.class, LstmStateTree.TREE)
        .tree(LstmOutput.class, LstmOutputTree.TREE)
        .at(lstm, start, x);
  }

  /** What truncated backpropagation through time needs. */
  @Test
  void aSequenceGoesOnFromItsState() {
    Lstm lstm = Lstm.init(RANDOM, 5, 2);
    Tensor x = LayerCase.of("lstm").inputs().get(0);
    LstmOutput first = lstm.from(lstm.cell().start(3), Shaping.slice(x, 1, 0, 3));
    LstmOutput second = lstm.from(first.state(), Shaping.slice(x, 1, 3, 4));
    assertThat(Joining.concat(1, first.shown(), second.shown())).isEqualTo(lstm.apply(x));
  }
}
