package dev.adjoint.processor;

import java.util.Set;
import javax.annotation.processing.Completion;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * The annotation processor as compilers find it: hands everything on to {@link RoundProcessor},
 * whose classes the published jar has in {@linkplain PackedClasses packed form}.
 */
public final class AdjointProcessor implements Processor {
  private final Processor actual = PackedClasses.create("dev.adjoint.processor.RoundProcessor");

  @Override
  public Set<String> getSupportedOptions() {
    return actual.getSupportedOptions();
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return actual.getSupportedAnnotationTypes();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return actual.getSupportedSourceVersion();
  }

  @Override
  public void init(ProcessingEnvironment environment) {
    actual.init(environment);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return actual.process(annotations, round);
  }

  @Override
  public Iterable<? extends Completion> getCompletions(
      Element element, AnnotationMirror annotation, ExecutableElement member, String userText) {
    return actual.getCompletions(element, annotation, member, userText);
  }
}
