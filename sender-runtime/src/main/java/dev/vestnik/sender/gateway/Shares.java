package dev.vestnik.sender.gateway;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.SenderSettings;

/**
 * The parts of a limit that classes of messages may use: codes all of it.
 *
 * @param service percent for service messages and marketing together, while codes are about
 * @param bulk percent for marketing
 */
record Shares(int service, int bulk) {
    private static final int ALL = 100;

    static Shares of(SenderSettings settings) {
        return new Shares(settings.serviceShare(), settings.bulkShare());
    }

    /** The most of so many places that messages of this class, and of those that yield to it, may take; one at least. */
    int most(MessageClass messageClass, int places) {
        return Math.max(1, (int) ((long) places * percent(messageClass) / ALL));
    }

    double part(MessageClass messageClass, double rate) {
        return rate * percent(messageClass) / ALL;
    }

    private int percent(MessageClass messageClass) {
        return switch (messageClass) {
            case codes -> ALL;
            case service -> service;
            case marketing -> bulk;
        };
    }
}
