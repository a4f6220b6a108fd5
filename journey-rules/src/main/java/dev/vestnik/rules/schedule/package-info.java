/** The calendar by which customers enter journeys: days, times of day, zones. Pure, and knows nothing of journeys or customers. */
@NullMarked
package dev.vestnik.rules.schedule;

import org.jspecify.annotations.NullMarked;
