/**
 * A second reading of docs/journeys.md: a small model of what must be decided, which keeps every event and looks all of them up again, and
 * random histories that run through it and through the rules. The model takes nothing from the rules' classes.
 */
@NullMarked
package dev.vestnik.rules.model;

import org.jspecify.annotations.NullMarked;
