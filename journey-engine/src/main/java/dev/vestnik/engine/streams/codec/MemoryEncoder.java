package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.Assignment;
import dev.vestnik.rules.customer.CountedMessage;
import dev.vestnik.rules.customer.Dates;
import dev.vestnik.rules.customer.DayCount;
import dev.vestnik.rules.customer.Dialogue;
import dev.vestnik.rules.customer.Exposure;
import dev.vestnik.rules.customer.Habit;
import dev.vestnik.rules.customer.HeldOffer;
import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.customer.KeptEvent;
import dev.vestnik.rules.customer.KeyedEntry;
import dev.vestnik.rules.customer.LastSent;
import dev.vestnik.rules.customer.OtherContact;
import dev.vestnik.rules.customer.PastExit;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.journey.JourneyClass;

/** Writes what journeys remember beside their instances; each section is a scope of its own. */
final class MemoryEncoder {
    /** Flags of counted messages. */
    static final int IS_SERVICE = 1;

    static final int HAS_TOPIC = 2;

    /** Flags of codes. */
    static final int EXPIRES = 1;

    static final int IS_REDEEMED = 2;

    /** Flags of a calendar. */
    static final int SERVED = 1;

    static final int SERVICE = 2;
    static final int MARKETING = 4;

    private final PrimitiveEncoder out;
    private final WordEncoder words;
    private final PayloadEncoder payloads;

    MemoryEncoder(PrimitiveEncoder out) {
        this.out = out;
        this.words = new WordEncoder(out);
        this.payloads = new PayloadEncoder(out);
    }

    /** Begins a scope. */
    void begin() {
        words.reset();
    }

    void kept(KeptEvent event) {
        out.uuid(event.instance());
        words.word(event.type());
        out.instant(event.nominalAt());
        payloads.write(event.data());
    }

    void exit(PastExit exit) {
        words.word(exit.type());
        out.instant(exit.nominalAt());
        out.instant(exit.until());
        payloads.write(exit.data());
    }

    void entry(KeyedEntry entry) {
        words.word(entry.journey().value());
        out.int64(entry.key());
        out.instant(entry.at());
        out.instant(entry.until());
    }

    void exposure(Exposure exposure) {
        words.word(exposure.journey().value());
        out.instant(exposure.at());
        out.instant(exposure.until());
        out.varint(exposure.converted() ? 1 : 0);
    }

    void sent(LastSent sent) {
        words.word(sent.topic());
        out.instant(sent.at());
    }

    void dayCount(DayCount count) {
        words.word(count.counter());
        out.varint(count.day());
        out.varint(count.until() - count.day());
        out.varint(count.count());
        out.int64(count.sum());
    }

    void arm(Assignment arm) {
        words.word(arm.journey().value());
        words.word(arm.step());
        words.word(arm.arm());
        out.instant(arm.at());
        out.instant(arm.until());
    }

    void habit(Habit habit) {
        out.varint(Codes.of(habit.channel()));
        out.varint(habit.taken());
        habit.reads().forEach(out::varint);
        out.instant(habit.at());
    }

    void contact(OtherContact contact) {
        out.int64(contact.address());
        words.word(contact.owner());
        out.instant(contact.until());
    }

    void calendar(Dates dates) {
        out.varint((dates.served() == null ? 0 : SERVED)
                | (dates.service() == null ? 0 : SERVICE)
                | (dates.marketing() == null ? 0 : MARKETING));
        if (dates.served() != null) {
            out.instant(dates.served());
        }
        if (dates.service() != null) {
            out.instant(dates.service());
        }
        if (dates.marketing() != null) {
            out.instant(dates.marketing());
        }
    }

    void heard(Dates.Heard heard) {
        words.word(heard.type());
        out.instant(heard.at());
    }

    void answered(Dates.Answered answered) {
        words.word(answered.journey().value());
        out.instant(answered.last());
    }

    void interest(Interest interest) {
        out.varint(Codes.of(interest.kind()));
        out.varint(Codes.of(interest.subject().kind()));
        words.word(interest.subject().id());
        out.instant(interest.at());
        out.varint(interest.looks());
    }

    void offer(HeldOffer held) {
        words.word(held.offer());
        words.word(held.code());
        out.uuid(held.giver().claim());
        out.uuid(held.giver().instance());
        words.word(held.giver().journey().value());
        out.instant(held.givenAt());
        out.varint(flags(held));
        out.varint(Codes.of(held.stage()));
        if (held.expiresAt() != null) {
            out.instant(held.expiresAt());
        }
        if (held.redemption() != null) {
            out.instant(held.redemption().at());
            words.word(held.redemption().order());
        }
    }

    private static int flags(HeldOffer held) {
        return (held.expiresAt() == null ? 0 : EXPIRES) | (held.redemption() == null ? 0 : IS_REDEEMED);
    }

    void task(Task task) {
        Task.Origin origin = task.origin();
        out.uuid(task.id());
        out.uuid(origin.instance());
        words.word(origin.journey().value());
        out.varint(origin.version());
        words.word(origin.step());
        words.word(task.queue());
        words.word(task.text());
        out.varint(task.outcomes().size());
        task.outcomes().forEach(words::word);
        out.varint(task.escalated() ? 1 : 0);
        out.instant(task.madeAt());
        out.instant(task.due());
        out.varint(Codes.of(task.progress().status()));
        words.word(task.progress().by());
        words.word(task.progress().result());
        out.instant(task.progress().since());
    }

    void dialogue(Dialogue dialogue) {
        out.uuid(dialogue.instance());
        out.varint(dialogue.times());
        out.varint(dialogue.providerIds().size());
        dialogue.providerIds().forEach(out::int64);
    }

    void counted(CountedMessage counted) {
        out.int64(counted.message());
        out.varint(Codes.of(counted.channel()));
        out.varint((counted.messageClass() == JourneyClass.SERVICE ? IS_SERVICE : 0)
                | (counted.topic() == null ? 0 : HAS_TOPIC));
        if (counted.topic() != null) {
            words.word(counted.topic());
        }
        out.instant(counted.at());
        out.instant(counted.until());
    }
}
