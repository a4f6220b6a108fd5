package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Assignment;
import dev.vestnik.rules.customer.CountedMessage;
import dev.vestnik.rules.customer.Dates;
import dev.vestnik.rules.customer.DayCount;
import dev.vestnik.rules.customer.Dialogue;
import dev.vestnik.rules.customer.Exposure;
import dev.vestnik.rules.customer.Habit;
import dev.vestnik.rules.customer.HeldOffer;
import dev.vestnik.rules.customer.HeldOffer.Giver;
import dev.vestnik.rules.customer.HeldOffer.Redemption;
import dev.vestnik.rules.customer.HeldOffer.Stage;
import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.customer.KeptEvent;
import dev.vestnik.rules.customer.KeyedEntry;
import dev.vestnik.rules.customer.LastSent;
import dev.vestnik.rules.customer.OtherContact;
import dev.vestnik.rules.customer.PastExit;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.journey.JourneyClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads one section of what {@link MemoryEncoder} wrote. */
final class MemoryDecoder {
    private static final int HOURS = 24;

    private final PrimitiveDecoder in;
    private final Interned interned;
    private final WordDecoder words;

    MemoryDecoder(PrimitiveDecoder in, Interned interned) {
        this.in = in;
        this.interned = interned;
        this.words = new WordDecoder(in, interned);
    }

    KeptEvent kept() {
        UUID instance = in.uuid();
        String type = words.word();
        Instant nominalAt = in.instant();
        return new KeptEvent(instance, type, Payload.read(in, 1, interned).map(0), nominalAt);
    }

    PastExit exit() {
        String type = words.word();
        Instant nominalAt = in.instant();
        Instant until = in.instant();
        return new PastExit(type, Payload.read(in, 1, interned).map(0), nominalAt, until);
    }

    KeyedEntry entry() {
        return new KeyedEntry(interned.journey(words.word()), in.int64(), in.instant(), in.instant());
    }

    Exposure exposure() {
        return new Exposure(interned.journey(words.word()), in.instant(), in.instant(), flag("an exposure"));
    }

    Assignment arm() {
        return new Assignment(interned.journey(words.word()), words.word(), words.word(), in.instant(), in.instant());
    }

    LastSent sent() {
        return new LastSent(words.word(), in.instant());
    }

    DayCount dayCount() {
        String counter = words.word();
        int day = in.count();
        int until = day + in.count();
        return new DayCount(counter, day, until, in.count(), in.int64());
    }

    Habit habit() {
        Channel channel = Codes.channel(in.count());
        int taken = in.count();
        List<Integer> reads = new ArrayList<>(HOURS);
        for (int hour = 0; hour < HOURS; hour++) {
            reads.add(in.count());
        }
        return new Habit(channel, taken, reads, in.instant());
    }

    OtherContact contact() {
        return new OtherContact(in.int64(), words.text(), in.instant());
    }

    Dates calendar() {
        int flags = in.count();
        if (flags > (MemoryEncoder.SERVED | MemoryEncoder.SERVICE | MemoryEncoder.MARKETING)) {
            throw new UnreadableStateException("a customer's state with the flags " + flags + " of a calendar");
        }
        Instant served = (flags & MemoryEncoder.SERVED) == 0 ? null : in.instant();
        Instant service = (flags & MemoryEncoder.SERVICE) == 0 ? null : in.instant();
        Instant marketing = (flags & MemoryEncoder.MARKETING) == 0 ? null : in.instant();
        return Dates.NONE.planned(served, service, marketing);
    }

    Dates.Heard heard() {
        return new Dates.Heard(words.word(), in.instant());
    }

    Dates.Answered answered() {
        return new Dates.Answered(interned.journey(words.word()), in.instant());
    }

    Interest interest() {
        Interest.Kind kind = Codes.interest(in.count());
        Interest.Subject subject = new Interest.Subject(Codes.subject(in.count()), words.text());
        return new Interest(subject, kind, in.instant(), in.count());
    }

    HeldOffer offer() {
        String offer = words.word();
        String code = words.text();
        Giver giver = new Giver(in.uuid(), in.uuid(), interned.journey(words.word()));
        Instant givenAt = in.instant();
        int flags = in.count();
        if (flags > (MemoryEncoder.EXPIRES | MemoryEncoder.IS_REDEEMED)) {
            throw new UnreadableStateException("a customer's state with the flags " + flags + " of a code");
        }
        Stage stage = Codes.stage(in.count());
        Instant expiresAt = (flags & MemoryEncoder.EXPIRES) == 0 ? null : in.instant();
        Redemption redemption =
                (flags & MemoryEncoder.IS_REDEEMED) == 0 ? null : new Redemption(in.instant(), words.textOrNull());
        return new HeldOffer(offer, code, giver, givenAt, expiresAt, stage, redemption);
    }

    Task task() {
        UUID id = in.uuid();
        UUID instance = in.uuid();
        Task.Origin origin = new Task.Origin(instance, interned.journey(words.word()), in.count(), words.word());
        String queue = words.word();
        String text = words.textOrNull();
        List<String> outcomes = DecodedLists.read(in.size(), String[]::new, words::word);
        boolean escalated = flag("a task");
        Instant madeAt = in.instant();
        Instant due = in.instant();
        Task.Status status = Codes.taskStatus(in.count());
        Task.Progress progress = new Task.Progress(status, words.textOrNull(), words.wordOrNull(), in.instant());
        return new Task(id, origin, queue, text, outcomes, escalated, madeAt, due, progress);
    }

    Dialogue dialogue() {
        return new Dialogue(in.uuid(), in.count(), DecodedLists.read(in.size(), Long[]::new, in::int64));
    }

    CountedMessage counted() {
        long message = in.int64();
        Channel channel = Codes.channel(in.count());
        int flags = in.count();
        if (flags > (MemoryEncoder.IS_SERVICE | MemoryEncoder.HAS_TOPIC)) {
            throw new UnreadableStateException("a customer's state with the flags " + flags + " of a counted message");
        }
        JourneyClass messageClass =
                (flags & MemoryEncoder.IS_SERVICE) != 0 ? JourneyClass.SERVICE : JourneyClass.MARKETING;
        String topic = (flags & MemoryEncoder.HAS_TOPIC) != 0 ? words.word() : null;
        return new CountedMessage(message, channel, messageClass, topic, in.instant(), in.instant());
    }

    /** A flag that this engine does not know may change what the others mean. */
    private boolean flag(String of) {
        int flags = in.count();
        if (flags > 1) {
            throw new UnreadableStateException("a customer's state with the flags " + flags + " of " + of);
        }
        return flags == 1;
    }
}
