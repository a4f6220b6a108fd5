/** Published journeys, templates and settings, and the log they come from. */
@NullMarked
package dev.vestnik.engine.definitions;

import org.jspecify.annotations.NullMarked;
