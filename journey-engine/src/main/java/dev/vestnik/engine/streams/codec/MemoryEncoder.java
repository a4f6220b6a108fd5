package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.Assignment;
import dev.vestnik.rules.customer.DayCount;
import dev.vestnik.rules.customer.Exposure;
import dev.vestnik.rules.customer.KeptEvent;
import dev.vestnik.rules.customer.KeyedEntry;
import dev.vestnik.rules.customer.LastSent;
import dev.vestnik.rules.customer.PastExit;

/** Writes what journeys remember beside their instances; each section is a scope of its own. */
final class MemoryEncoder {
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

    void counted(DayCount count) {
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
}
