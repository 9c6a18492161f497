package dev.adjoint.processor.backend;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import dev.adjoint.processor.ir.Variable;
import javax.lang.model.element.Modifier;

/** Writes the method that gives a value and its Jacobian-vector product. */
final class JvpWriter {
  private JvpWriter() {}

  static MethodSpec write(Companion.Method method, Companion.Jvp jvp) {
    Names names = new Names();
    names.hold(jvp.body().locals());
    names.addBody(jvp.parameters(), jvp.body().main());
    jvp.parameters().forEach(names::of);
    MethodSpec.Builder builder =
        MethodSpec.methodBuilder(jvp.name())
            .addModifiers(CompanionWriter.modifiers(jvp.visibility(), Modifier.STATIC))
            .addJavadoc(
                "The value of {@code $L} ($L) and its Jacobian-vector product, its derivative along"
                    + " tangents of $L.\n",
                method.name(),
                method.source(),
                CompanionWriter.inputs(method))
            .returns(
                ParameterizedTypeName.get(
                    ClassName.get("dev.adjoint", "ValueAndTangent"),
                    Types.of(method.result()).box()));
    for (Variable parameter : jvp.parameters()) {
      builder.addParameter(Types.of(parameter.type()), names.of(parameter));
    }
    return builder.addCode(StatementWriter.write(jvp.body().main(), names)).build();
  }
}
