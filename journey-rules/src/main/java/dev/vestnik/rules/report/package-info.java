/** What decisions add up to: counts for reports, and what a control group says of them. */
@NullMarked
package dev.vestnik.rules.report;

import org.jspecify.annotations.NullMarked;
