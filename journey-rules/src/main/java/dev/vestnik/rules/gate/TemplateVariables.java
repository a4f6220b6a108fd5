package dev.vestnik.rules.gate;

import java.util.Map;

/** The variables that templates see. */
@FunctionalInterface
public interface TemplateVariables {
    Map<String, Object> of(Draft draft, Situation situation);
}
