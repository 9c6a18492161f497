package dev.adjoint.processor.backend;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.adjoint.processor.ir.Body;
import dev.adjoint.processor.ir.Variable;
import javax.lang.model.element.Modifier;

/** Writes the methods that a long body is split into, and the class of the object they share. */
final class PartWriter {
  private PartWriter() {}

  /** Adds what a body needs beside the method that it belongs to. */
  static void write(Body body, TypeSpec.Builder type) {
    Names fields = new Names();
    fields.hold(body.locals());
    for (Body.Part part : body.parts()) {
      type.addMethod(method(part, fields.withSameFields()));
    }
    if (body.locals() != null) {
      type.addType(locals(body.locals(), fields));
    }
  }

  private static MethodSpec method(Body.Part part, Names names) {
    names.addBody(part.parameters(), part.block());
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(part.name())
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(Types.of(part.result()));
    for (Variable parameter : part.parameters()) {
      method.addParameter(Types.of(parameter.type()), names.of(parameter));
    }
    return method.addCode(StatementWriter.write(part.block(), names)).build();
  }

  private static TypeSpec locals(Body.Locals locals, Names names) {
    ClassName name = Types.of(locals.name());
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name.simpleName())
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("Variables of a method that is too long for one, and of its parts.\n");
    for (Variable variable : locals.held()) {
      type.addField(Types.of(variable.type()), names.field(variable));
    }
    return type.build();
  }
}
