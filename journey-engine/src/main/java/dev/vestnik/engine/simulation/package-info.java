/** Journeys run over the shop's recorded past: asked for through the API, worked off one at a time, beside the processing. */
@NullMarked
package dev.vestnik.engine.simulation;

import org.jspecify.annotations.NullMarked;
