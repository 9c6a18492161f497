package dev.adjoint.processor.backend;

import com.palantir.javapoet.MethodSpec;
import dev.adjoint.processor.ir.Variable;
import javax.lang.model.element.Modifier;

/** Writes a method that gives a derivative along tangents. */
final class DerivativeWriter {
  private DerivativeWriter() {}

  static MethodSpec write(Companion.Method method, Companion.Derivative derivative) {
    Names names = new Names();
    names.hold(derivative.body().locals());
    names.addBody(derivative.parameters(), derivative.body().main());
    derivative.parameters().forEach(names::of);
    MethodSpec.Builder builder =
        MethodSpec.methodBuilder(derivative.name())
            .addModifiers(CompanionWriter.modifiers(derivative.visibility(), Modifier.STATIC))
            .addJavadoc(
                "The value of {@code $L} ($L) and $L $L.\n",
                method.name(),
                method.source(),
                derivative.what(),
                CompanionWriter.inputs(method))
            .returns(Types.of(derivative.result()));
    for (Variable parameter : derivative.parameters()) {
      builder.addParameter(Types.of(parameter.type()), names.of(parameter));
    }
    return builder.addCode(StatementWriter.write(derivative.body().main(), names)).build();
  }
}
