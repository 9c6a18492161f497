package dev.adjoint.benchmarks.steps;

import com.google.auto.service.AutoService;
import dev.adjoint.ParameterTree;
import dev.adjoint.Workspace;
import dev.adjoint.benchmarks.Benchmark;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.io.PrintWriter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures the most memory that training steps have in use at once, gradients included. */
@AutoService(Benchmark.class)
@Command(
    name = "memory",
    description = "Measures the most memory that a step of some models has in use at once.")
public final class MemoryBenchmark implements Benchmark {
  @Spec private @Nullable CommandSpec spec;

  /** Creates the command. */
  public MemoryBenchmark() {}

  @Override
  public Integer call() {
    RandomSource random = RandomSource.of(1);
    Mlp mlp = Mlp.zeros(784, 512, 10);
    Tensor rows = Tensors.uniform(random, 0, 1, 64, 784);
    report("mlp", MlpTree.TREE, mlp, () -> MlpGrad.loss(mlp, rows, new int[64]));
    Transformer one = Transformer.init(random, 4, 128, 96);
    Tensor vectors = Tensors.uniform(random, 0, 1, 16, 128, 128);
    int[] next = new int[16 * 128];
    report(
        "transformer in one file",
        TransformerTree.TREE,
        one,
        () -> TransformerGrad.loss(one, vectors, next, 4));
    LanguageModel layers = LanguageModel.zeros(128, 4, 128, 96);
    int[][] text = new int[16][128];
    report(
        "transformer of layers",
        LanguageModelTree.TREE,
        layers,
        () -> LanguageModelGrad.loss(layers, text, next, 4));
    ResNet resNet = ResNet.zeros();
    Tensor images = Tensors.uniform(random, 0, 1, 32, 3, 32, 32);
    report("resnet20", ResNetTree.TREE, resNet, () -> ResNetGrad.loss(resNet, images, new int[32]));
    return 0;
  }

  private <M> void report(String name, ParameterTree<M> tree, M model, Supplier<?> gradient) {
    Workspace workspace = new Workspace();
    for (int i = 0; i < 3; i++) {
      workspace.use(gradient::get);
    }
    long parameters = 4L * tree.flatten(model).length;
    PrintWriter out =
        spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
    out.printf("%-28s%10.1f MB%n", name, (parameters + workspace.mostBytesInUse()) / 1e6);
    out.flush();
  }
}
