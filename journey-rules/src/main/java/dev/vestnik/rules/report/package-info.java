/** Sums of decisions: counts for reports, and the verdict of a control group on them. */
@NullMarked
package dev.vestnik.rules.report;

import org.jspecify.annotations.NullMarked;
