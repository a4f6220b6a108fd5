package dev.vestnik.rules.schedule;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Predicate;

/**
 * The calendars around a customer.
 *
 * @param own the customer's zone
 * @param shop the shop's
 * @param off the days on which people do not work
 */
public record Whereabouts(ZoneId own, ZoneId shop, Predicate<LocalDate> off) {}
