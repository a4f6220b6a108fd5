package dev.vestnik.rules.definition;

/**
 * The level of what engines may write: the formats, commands and events that every live engine can read. The log of definitions has the
 * level that is in force; it is raised by hand and never lowered.
 *
 * @param number higher for a later one
 */
public record FeatureLevel(int number) {
    /** The formats from before there were levels; in force where the log says nothing. */
    public static final FeatureLevel OLDEST = new FeatureLevel(2);

    /** Customers' states and timelines in formats with room for new parts. */
    public static final FeatureLevel STATE_FORMAT_3 = new FeatureLevel(3);

    /** Customers' states with what journeys remember beside their instances, and with wake-ups for housekeeping. */
    public static final FeatureLevel MEMORY = new FeatureLevel(4);

    /** Addresses as owners: their states, the commands to and from them, and what customers keep of both. */
    public static final FeatureLevel ADDRESSES = new FeatureLevel(5);

    /** Messages that were read, or put off, in customers' states; what people write, in commands. Came with the addresses. */
    public static final FeatureLevel RECEIPTS = ADDRESSES;

    /** More kinds of steps and more gates, and what customers keep of them. */
    public static final FeatureLevel LANGUAGE = new FeatureLevel(6);

    /** Entries by the calendar, and what customers keep of them. */
    public static final FeatureLevel CALENDAR = new FeatureLevel(7);

    /** Segments and campaigns, and since when a customer is known. */
    public static final FeatureLevel AUDIENCES = new FeatureLevel(8);

    /** Conditions that ask what the customer has said of marketing. */
    public static final FeatureLevel ASKED_CONSENTS = AUDIENCES;

    /** A country in the settings of a shop, by which phone numbers are read. */
    public static final FeatureLevel COUNTRY = AUDIENCES;

    /** Journeys that decide and send nothing. */
    public static final FeatureLevel SHADOWS = AUDIENCES;

    /** Products as owners: their states, the commands to and from them, and what customers are interested in. */
    public static final FeatureLevel PRODUCTS = new FeatureLevel(10);

    /** Codes of accounts: their owner, its commands, and their settings. */
    public static final FeatureLevel CODES = new FeatureLevel(11);

    /** The highest that this version can read. */
    public static final FeatureLevel NEWEST = CODES;

    /** Whether what came with the other level may be written on this one. */
    public boolean allows(FeatureLevel other) {
        return number >= other.number;
    }
}
