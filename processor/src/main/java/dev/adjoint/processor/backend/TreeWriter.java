package dev.adjoint.processor.backend;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.TreeClass;
import dev.adjoint.processor.ir.Visibility;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the parameter tree of a record or of a sealed interface. */
public final class TreeWriter {
  private static final ClassName TREE = ClassName.get("dev.adjoint", "ParameterTree");

  private TreeWriter() {}

  /** The file as text. */
  public static String write(TreeClass tree) {
    ClassName name = Types.of(tree.name());
    ClassName of = Types.of(tree.of());
    TypeName type = ParameterizedTypeName.get(TREE, of);
    TypeSpec spec =
        TypeSpec.classBuilder(name)
            .addAnnotation(CompanionWriter.GENERATED)
            .addModifiers(CompanionWriter.modifiers(Visibility.of(tree.isPublic()), Modifier.FINAL))
            .addSuperinterface(type)
            .addJavadoc("The parameters of a {@link $T}, written by Adjoint.\n", of)
            .addField(
                FieldSpec.builder(type, "TREE", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc("The only instance.\n")
                    .initializer("new $T()", name)
                    .build())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
            .addMethod(forEach(tree, of))
            .addMethod(map(tree, of))
            .build();
    return JavaFile.builder(tree.name().packageName(), spec)
        .skipJavaLangImports(true)
        .indent("  ")
        .build()
        .toString();
  }

  private static MethodSpec forEach(TreeClass tree, ClassName of) {
    MethodSpec.Builder method =
        method("forEach")
            .addParameter(of, "tree")
            .addParameter(String.class, "path")
            .addParameter(ClassName.get("dev.adjoint", "LeafVisitor"), "visitor");
    for (TreeClass.Part part : tree.parts()) {
      if (part.kind() == TreeClass.Kind.LEAF) {
        method.addStatement("visitor.visit(path + $S, tree.$L())", part.name(), part.name());
      } else if (part.tree() != null) {
        method.addStatement(
            "$T.TREE.forEach(tree.$L(), path + $S, visitor)",
            Types.of(part.tree()),
            part.name(),
            part.name() + ".");
      }
    }
    return dispatch(tree, method, "$T.TREE.forEach($L, path, visitor)", "").build();
  }

  private static MethodSpec map(TreeClass tree, ClassName of) {
    MethodSpec.Builder method =
        method("map")
            .addParameter(of, "tree")
            .addParameter(String.class, "path")
            .addParameter(ClassName.get("dev.adjoint", "LeafMapper"), "mapper")
            .returns(of);
    if (tree.permitted().isEmpty()) {
      CodeBlock arguments =
          tree.parts().stream().map(TreeWriter::mapped).collect(CodeBlock.joining(",\n"));
      method.addStatement("return new $T(\n$>$>$L$<$<)", of, arguments);
    }
    return dispatch(tree, method, "$T.TREE.map($L, path, mapper)", "return ").build();
  }

  private static CodeBlock mapped(TreeClass.Part part) {
    if (part.kind() == TreeClass.Kind.LEAF) {
      return CodeBlock.of("mapper.map(path + $S, tree.$L())", part.name(), part.name());
    } else if (part.tree() != null) {
      return CodeBlock.of(
          "$T.TREE.map(tree.$L(), path + $S, mapper)",
          Types.of(part.tree()),
          part.name(),
          part.name() + ".");
    }
    return CodeBlock.of("tree.$L()", part.name());
  }

  /** A sealed interface hands each value to the tree of its class. */
  private static MethodSpec.Builder dispatch(
      TreeClass tree, MethodSpec.Builder method, String call, String prefix) {
    List<QualifiedName> permitted = tree.permitted();
    for (int i = 0; i < permitted.size(); i++) {
      QualifiedName name = permitted.get(i);
      String test = "if (tree instanceof $T $L)";
      Object[] arguments = {Types.of(name), "value" + i};
      method.beginControlFlow(test, arguments);
      method.addStatement(prefix + call, Types.of(name.companion("Tree")), "value" + i);
      method.endControlFlow();
    }
    if (!permitted.isEmpty() && !prefix.isEmpty()) {
      method.addStatement("throw new $T($S + tree)", AssertionError.class, "not permitted: ");
    }
    return method;
  }

  private static MethodSpec.Builder method(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC);
  }
}
