package dev.adjoint.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Data goes one way through the processor, and every library has its door. */
@AnalyzeClasses(
    packages = "dev.adjoint.processor",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
  private static final String ROOT = "dev.adjoint.processor";

  @ArchTest
  static final ArchRule DATA_GOES_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("root")
          .definedBy(ROOT)
          .layer("frontend")
          .definedBy(ROOT + ".frontend..")
          .layer("diagnostic")
          .definedBy(ROOT + ".diagnostic")
          .layer("ir")
          .definedBy(ROOT + ".ir")
          .layer("rule")
          .definedBy(ROOT + ".rule")
          .layer("shape")
          .definedBy(ROOT + ".shape")
          .layer("analysis")
          .definedBy(ROOT + ".analysis")
          .layer("transform")
          .definedBy(ROOT + ".transform")
          .layer("optimize")
          .definedBy(ROOT + ".optimize")
          .layer("backend")
          .definedBy(ROOT + ".backend")
          .whereLayer("root")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("frontend")
          .mayOnlyBeAccessedByLayers("root")
          .whereLayer("backend")
          .mayOnlyBeAccessedByLayers("root")
          .whereLayer("optimize")
          .mayOnlyBeAccessedByLayers("root")
          .whereLayer("transform")
          .mayOnlyBeAccessedByLayers("root")
          .whereLayer("shape")
          .mayOnlyBeAccessedByLayers("root", "frontend")
          .whereLayer("analysis")
          .mayOnlyBeAccessedByLayers("root", "transform", "optimize")
          .whereLayer("rule")
          .mayOnlyBeAccessedByLayers("root", "frontend", "analysis", "transform");

  @ArchTest
  static final ArchRule THE_NOUNS_KNOW_NOBODY =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".ir")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".frontend..",
              ROOT + ".diagnostic",
              ROOT + ".rule",
              ROOT + ".shape",
              ROOT + ".analysis",
              ROOT + ".transform",
              ROOT + ".optimize",
              ROOT + ".backend");

  @ArchTest
  static final ArchRule JAVAC_STOPS_AT_THE_FRONT_DOOR =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".frontend..", ROOT + ".diagnostic")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.sun.source..");

  @ArchTest
  static final ArchRule NO_INTERNALS_OF_JAVAC =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("com.sun.tools..");

  @ArchTest
  static final ArchRule JAVAPOET_STAYS_AT_THE_BACK_DOOR =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".backend")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.palantir.javapoet..");

  @ArchTest
  static final ArchRule ONE_PLACE_TALKS_TO_USERS =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT, ROOT + ".diagnostic")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(javax.annotation.processing.Messager.class);

  @ArchTest
  static final ArchRule NO_OPERATION_IS_KNOWN =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.adjoint", "dev.adjoint.tensor..");
}
