package dev.vestnik.rules.explain;

import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.journey.Journey;

/**
 * A version of a journey while it was the newest.
 *
 * @param definitions under which it alone is live
 */
public record InForce(Journey journey, Definitions definitions) {}
