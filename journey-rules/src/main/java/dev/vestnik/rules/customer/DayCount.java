package dev.vestnik.rules.customer;

/**
 * The events of one day that a counter has counted.
 *
 * @param counter its id
 * @param day since 1970, in UTC
 * @param until the last day on which it matters
 * @param sum of their values; 0 where the counter has none
 */
public record DayCount(String counter, int day, int until, int count, long sum) {}
