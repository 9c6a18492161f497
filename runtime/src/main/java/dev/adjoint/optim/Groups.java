package dev.adjoint.optim;

import dev.adjoint.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Settings for some of a model's parameters, chosen by patterns of their paths:
 *
 * <pre>{@code
 * groups(g -> g
 *     .group("**.bias", s -> s.weightDecay(0))
 *     .group("encoder.**", s -> s.learningRateFactor(0.1))
 *     .group("encoder.embedding.*", s -> s.freeze()))
 * }</pre>
 *
 * <p>A path is made of elements with dots between them, such as {@code layers.0.w}. In a pattern
 * {@code *} stands for any characters within an element, and an element {@code **} for any number
 * of elements, also none. Where several patterns match, the last one that sets something decides
 * it; what one of them freezes is frozen.
 */
public final class Groups {
  private static final Groups NONE = new Groups(List.of());

  private final List<Group> groups;

  private record Group(PathPattern pattern, UnaryOperator<GroupSettings> setting) {}

  private Groups(List<Group> groups) {
    this.groups = List.copyOf(groups);
  }

  /** All parameters alike. */
  public static Groups none() {
    return NONE;
  }

  /**
   * Groups in block style.
   *
   * @throws IllegalArgumentException if a setting is impossible
   */
  public static Groups of(Consumer<Builder> settings) {
    Builder builder = new Builder();
    settings.accept(builder);
    return new Groups(builder.groups);
  }

  /**
   * What is different for each of the leaves.
   *
   * @throws IllegalArgumentException if a pattern matches none of them
   */
  List<GroupSettings> resolve(List<Leaf> leaves) {
    List<String> paths = leaves.stream().map(Leaf::path).toList();
    for (Group group : groups) {
      group.pattern().requireMatch(paths);
    }
    return paths.stream().map(this::resolve).toList();
  }

  private GroupSettings resolve(String path) {
    GroupSettings settings = GroupSettings.DEFAULT;
    for (Group group : groups) {
      if (group.pattern().matches(path)) {
        settings = group.setting().apply(settings);
      }
    }
    return settings;
  }

  /** Lists groups. */
  public static final class Builder {
    private final List<Group> groups = new ArrayList<>();

    private Builder() {}

    /**
     * Sets something for all parameters whose paths match a pattern.
     *
     * @throws IllegalArgumentException if the pattern has an empty element, or a setting is
     *     impossible
     */
    public Builder group(String pattern, Consumer<Changes> settings) {
      Changes chosen = new Changes();
      settings.accept(chosen);
      groups.add(new Group(PathPattern.of(pattern), chosen::apply));
      return this;
    }
  }

  /** The settings of a group; what is not set stays as it is. */
  public static final class Changes {
    private OptionalDouble learningRateFactor = OptionalDouble.empty();
    private OptionalDouble weightDecay = OptionalDouble.empty();
    private boolean isFrozen;

    private Changes() {}

    /**
     * What the learning rate is multiplied by, beside the factor of the schedule.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Changes learningRateFactor(double value) {
      learningRateFactor = OptionalDouble.of(Settings.positive("learningRateFactor", value));
      return this;
    }

    /**
     * The weight decay in place of the optimizer's.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Changes weightDecay(double value) {
      weightDecay = OptionalDouble.of(Settings.notNegative("weightDecay", value));
      return this;
    }

    /** Leaves the parameters as they are. */
    public Changes freeze() {
      isFrozen = true;
      return this;
    }

    private GroupSettings apply(GroupSettings before) {
      return new GroupSettings(
          learningRateFactor.orElse(before.learningRateFactor()),
          weightDecay.isPresent() ? weightDecay : before.weightDecay(),
          isFrozen || before.isFrozen());
    }
  }
}
