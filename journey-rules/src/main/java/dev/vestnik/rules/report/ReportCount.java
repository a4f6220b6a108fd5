package dev.vestnik.rules.report;

import java.time.LocalDate;

/**
 * Something that a decision adds to a report.
 *
 * @param day in UTC: of the decision; of the first exposure where it is of an arm, so that who was exposed on a day and what became of
 *     them stand together
 * @param journey empty where the count is of the whole shop
 * @param figure as of {@link ReportFigure}, with a reason or a currency behind a space
 * @param amount to be added
 */
public record ReportCount(LocalDate day, String journey, Cell cell, String figure, long amount) {}
