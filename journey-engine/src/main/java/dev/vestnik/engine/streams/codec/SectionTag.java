package dev.vestnik.engine.streams.codec;

/**
 * The numbers of format 3's sections, which stand in this order in a state; part of the format, so new ones are added at the end alone.
 * A section of a later number has to be complete in itself: it is copied by engines that do not know it.
 */
final class SectionTag {
    /** The number of parked instances; the first section, so that a reader of it need not pass over others. */
    static final int PARKED = 1;

    static final int PROFILE = 2;
    static final int DEVICES = 3;
    static final int CONSENTS = 4;
    static final int SUPPRESSIONS = 5;

    /** These four are one scope: a later one may refer to words, instants and instances of those before it. */
    static final int INSTANCES = 6;

    static final int MESSAGES = 7;
    static final int GOALS = 8;
    static final int ENTRIES = 9;

    static final int SEEN = 10;

    /** The first section of journeys' memory, as of feature level 4; each of these sections is a scope of its own. */
    static final int KEPT = 11;

    static final int PAST_EXITS = 12;
    static final int KEYED_ENTRIES = 13;
    static final int EXPOSURES = 14;

    /** The reach, as of feature level 5. */
    static final int REACH = 15;

    /** The arms of experiments, as of feature level 6. */
    static final int ARMS = 20;

    /** The last message of each topic. */
    static final int LAST_SENT = 21;

    /** Events by counter and day. */
    static final int COUNTED = 22;

    /** The counts of frequency caps, as of feature level 6; a scope of its own. */
    static final int CAPPED = 23;

    /** Codes that the customer was given, as of feature level 6; a scope of its own. */
    static final int OFFERS = 24;

    /** Tasks for people, as of feature level 6; a scope of its own. */
    static final int TASKS = 26;

    /** Questions without an answer, as of feature level 6; a scope of its own. */
    static final int DIALOGUES = 27;

    /** The customer's use of channels, as of feature level 6; a scope of its own. */
    static final int HABITS = 28;

    /** Contacts that are not the customer's, as of feature level 6; a scope of its own. */
    static final int OTHER_CONTACTS = 29;

    /** The customer to whom this visitor has moved, as of feature level 6; each of the three is a scope of its own. */
    static final int DEPARTURE = 31;

    /** The visitors who are expected, and those who have moved in. */
    static final int VISITORS = 32;

    /** The customer's erasure. */
    static final int ERASURE = 33;

    /** The customer's calendar, as of feature level 7; each of the three is a scope of its own. */
    static final int CALENDAR = 34;

    /** The last event of each type that a silence may follow. */
    static final int HEARD = 35;

    /** The last silence in which each journey was entered. */
    static final int ANSWERED = 36;

    /** Since when there is a customer of this key, as of feature level 8; a scope of its own. */
    static final int SINCE = 37;

    /** The customer's interests in products, as of feature level 10; a scope of its own. */
    static final int INTERESTS = 48;

    /** The last tag of this engine; those above are another engine's. */
    static final int LAST = INTERESTS;

    private SectionTag() {}
}
