/** Counts decisions, beside the processing, and answers with what they add up to: reports of journeys, of campaigns, of a shop. */
@NullMarked
package dev.vestnik.engine.report;

import org.jspecify.annotations.NullMarked;
