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
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Modifier;

/** Writes the parameter tree of a record or of a sealed interface. */
public final class TreeWriter {
  private static final ClassName TREE = ClassName.get("dev.adjoint", "ParameterTree");

  /** The parameters of the methods that are written. */
  private static final Set<String> TAKEN = Set.of("tree", "path", "visitor", "mapper");

  private TreeWriter() {}

  /** The file as text. */
  public static String write(TreeClass tree) {
    ClassName name = Types.of(tree.name());
    ClassName of = Types.of(tree.of());
    TypeName type = ParameterizedTypeName.get(TREE, of);
    TypeSpec.Builder spec =
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
            .addMethod(forEach(tree, of, Leaves.PARAMETERS))
            .addMethod(map(tree, of, Leaves.PARAMETERS));
    if (tree.hasState()) {
      spec.addMethod(forEach(tree, of, Leaves.STATE)).addMethod(map(tree, of, Leaves.STATE));
    }
    return JavaFile.builder(tree.name().packageName(), spec.build())
        .skipJavaLangImports(true)
        .indent("  ")
        .build()
        .toString();
  }

  /** Of which leaves a method is. */
  private enum Leaves {
    PARAMETERS("forEach", "map"),
    STATE("forEachState", "mapState");

    private final String visit;
    private final String map;

    Leaves(String visit, String map) {
      this.visit = visit;
      this.map = map;
    }

    boolean isIn(TreeClass.Part part) {
      return this == PARAMETERS ? part.isParameters() : part.hasState();
    }

    boolean isIn(TreeClass.Permitted permitted) {
      return this == PARAMETERS ? permitted.isTree() : permitted.hasState();
    }

    /** The method of a component's own tree; of what is state as a whole, all leaves count. */
    String visitOf(TreeClass.Part part) {
      return part.kind() == TreeClass.Kind.STATE ? "forEachOfAll" : visit;
    }

    String mapOf(TreeClass.Part part) {
      return part.kind() == TreeClass.Kind.STATE ? "mapAll" : map;
    }
  }

  private static MethodSpec forEach(TreeClass tree, ClassName of, Leaves leaves) {
    MethodSpec.Builder method =
        method(leaves.visit)
            .addParameter(of, "tree")
            .addParameter(String.class, "path")
            .addParameter(ClassName.get("dev.adjoint", "LeafVisitor"), "visitor");
    for (TreeClass.Part part : tree.parts()) {
      if (leaves.isIn(part)) {
        visit(part, leaves, method);
      }
    }
    return dispatch(tree, leaves, method, "$T.TREE." + leaves.visit + "($L, path, visitor)", "")
        .build();
  }

  private static MethodSpec map(TreeClass tree, ClassName of, Leaves leaves) {
    MethodSpec.Builder method =
        method(leaves.map)
            .addParameter(of, "tree")
            .addParameter(String.class, "path")
            .addParameter(ClassName.get("dev.adjoint", "LeafMapper"), "mapper")
            .returns(of);
    if (tree.permitted().isEmpty()) {
      CodeBlock arguments =
          tree.parts().stream().map(part -> mapped(part, leaves)).collect(CodeBlock.joining(",\n"));
      method.addStatement("return new $T(\n$>$>$L$<$<)", of, arguments);
    }
    return dispatch(tree, leaves, method, "$T.TREE." + leaves.map + "($L, path, mapper)", "return ")
        .build();
  }

  private static void visit(TreeClass.Part part, Leaves leaves, MethodSpec.Builder method) {
    CodeBlock call =
        part.tree() == null
            ? CodeBlock.of("visitor.visit($L, $L)", path(part), value(part))
            : CodeBlock.of(
                "$T.TREE.$L($L, $L, visitor)",
                Types.of(part.tree()),
                leaves.visitOf(part),
                value(part),
                path(part));
    if (part.many() == TreeClass.Many.ONE) {
      method.addStatement(call);
    } else {
      method
          .beginControlFlow("for (int i = 0; i < $L; i++)", length(part))
          .addStatement(call)
          .endControlFlow();
    }
  }

  private static CodeBlock mapped(TreeClass.Part part, Leaves leaves) {
    if (!leaves.isIn(part)) {
      return CodeBlock.of("tree.$L()", part.name());
    }
    CodeBlock call =
        part.tree() == null
            ? CodeBlock.of("mapper.map($L, $L)", path(part), value(part))
            : CodeBlock.of(
                "$T.TREE.$L($L, $L, mapper)",
                Types.of(part.tree()),
                leaves.mapOf(part),
                value(part),
                path(part));
    if (part.many() == TreeClass.Many.ONE) {
      return call;
    }
    CodeBlock all =
        CodeBlock.of(
            "$T.range(0, $L).mapToObj(i -> $L)",
            ClassName.get("java.util.stream", "IntStream"),
            length(part),
            call);
    return part.many() == TreeClass.Many.LIST
        ? CodeBlock.of("$L.toList()", all)
        : CodeBlock.of("$L.toArray($T[]::new)", all, Types.of(part.element()));
  }

  private static CodeBlock length(TreeClass.Part part) {
    return CodeBlock.of(
        part.many() == TreeClass.Many.LIST ? "tree.$L().size()" : "tree.$L().length", part.name());
  }

  /** The component, or its element {@code i}. */
  private static CodeBlock value(TreeClass.Part part) {
    return switch (part.many()) {
      case ONE -> CodeBlock.of("tree.$L()", part.name());
      case ARRAY -> CodeBlock.of("tree.$L()[i]", part.name());
      case LIST -> CodeBlock.of("tree.$L().get(i)", part.name());
    };
  }

  /** The path of the component, or of its element {@code i}; that of a tree ends in a dot. */
  private static CodeBlock path(TreeClass.Part part) {
    String end = part.tree() == null ? "" : ".";
    if (part.many() == TreeClass.Many.ONE) {
      return CodeBlock.of("path + $S", part.name() + end);
    }
    return end.isEmpty()
        ? CodeBlock.of("path + $S + i", part.name() + ".")
        : CodeBlock.of("path + $S + i + $S", part.name() + ".", end);
  }

  /** A sealed interface hands each value to the tree of its record, if that has such leaves. */
  private static MethodSpec.Builder dispatch(
      TreeClass tree, Leaves leaves, MethodSpec.Builder method, String call, String prefix) {
    boolean isMap = !prefix.isEmpty();
    for (TreeClass.Permitted permitted : tree.permitted()) {
      ClassName type = Types.of(permitted.name());
      if (leaves.isIn(permitted)) {
        String name = nameOf(permitted.name());
        method.beginControlFlow("if (tree instanceof $T $L)", type, name);
        method.addStatement(prefix + call, Types.of(permitted.name().companion("Tree")), name);
        method.endControlFlow();
      }
    }
    if (isMap && !tree.permitted().isEmpty()) {
      method.addStatement("return tree");
    }
    return method;
  }

  private static String nameOf(QualifiedName record) {
    String simple = record.simpleName();
    String name = simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
    return TAKEN.contains(name) || SourceVersion.isKeyword(name) ? "tree" + simple : name;
  }

  private static MethodSpec.Builder method(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC);
  }
}
