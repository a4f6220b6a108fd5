/** The HTTP API of those who write journeys, templates and settings. */
@NullMarked
package dev.vestnik.engine.authoring;

import org.jspecify.annotations.NullMarked;
