package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressState;
import dev.vestnik.rules.address.AddressState.Dead;
import dev.vestnik.rules.address.AddressState.Holder;
import dev.vestnik.rules.address.AddressState.Stop;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Signal.WakeClass;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an {@link AddressState}: the head and the sections of a customer's format 3, with tags of its own ({@link AddressTag}). So
 * its wake-up is found as a customer's is, and sections of a later engine are kept. Customers are named by their ids: the shop is the
 * address's. For one thread.
 */
public final class AddressCodec {
    private static final int FORGET = 1 << Codes.of(WakeClass.HOUSEKEEPING);

    private final Interned interned = new Interned();
    private final PrimitiveEncoder out = new PrimitiveEncoder();
    private final PrimitiveEncoder content = new PrimitiveEncoder();
    private final WordEncoder words = new WordEncoder(content);

    /**
     * A state with what is kept of it unread.
     *
     * @param unknownFrom where the sections begin that this engine does not know; the length of the bytes where there are none
     */
    public record StoredAddress(AddressState state, byte[] bytes, int unknownFrom) {

        /** Whether there is something in it that this engine does not know and keeps. */
        public boolean hasUnknown() {
            return unknownFrom < bytes.length;
        }
    }

    /** @throws UnreadableStateException when the bytes are of a format that this engine does not know, or broken */
    public StoredAddress read(AddressKey address, byte[] bytes) {
        if (!StateFormat.THREE.isOf(bytes)) {
            throw new UnreadableStateException("an address's state in another format than 3");
        }
        try {
            return new AddressDecoding(address, bytes).read();
        } catch (UnreadableStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableStateException("an address's state that is broken", e);
        }
    }

    /** @param before what the store has: its sections that this engine does not know are copied */
    public byte[] write(AddressState state, @Nullable StoredAddress before) {
        out.reset();
        head(state.forgetAt());
        begin();
        for (Holder holder : state.holders()) {
            words.word(holder.customer().customerId());
            content.instant(holder.since());
        }
        section(AddressTag.HOLDERS);
        if (state.registeredAt() != null) {
            begin();
            content.instant(state.registeredAt());
            section(AddressTag.REGISTERED_AT);
        }
        dead(state.dead());
        stop(state.stop());
        begin();
        state.words().forEach(content::int64);
        section(AddressTag.WORDS);
        if (before != null) {
            out.raw(before.bytes(), before.unknownFrom(), before.bytes().length - before.unknownFrom());
        }
        return out.toBytes();
    }

    private void head(@Nullable Instant forgetAt) {
        out.u8(StateFormat.THREE.number());
        out.varint(forgetAt == null ? 0 : FORGET);
        if (forgetAt != null) {
            out.varint(Millis.of(forgetAt));
        }
        out.varint(0); // of a timeline
    }

    private void dead(@Nullable Dead dead) {
        if (dead != null) {
            begin();
            words.word(dead.code());
            content.instant(dead.at());
            section(AddressTag.DEAD);
        }
    }

    private void stop(@Nullable Stop stop) {
        if (stop != null) {
            begin();
            content.instant(stop.at());
            words.word(stop.by() == null ? null : stop.by().customerId());
            section(AddressTag.STOP);
        }
    }

    private void begin() {
        content.reset();
        words.reset();
    }

    private void section(int tag) {
        if (content.size() > 0) {
            out.varint(tag);
            out.varint(content.size());
            out.raw(content, 0);
        }
    }

    private final class AddressDecoding {
        private final AddressKey address;
        private final PrimitiveDecoder in;
        private List<Holder> holders = List.of();
        private @Nullable Instant registeredAt;
        private @Nullable Dead dead;
        private @Nullable Stop stop;
        private List<Long> words = List.of();

        private AddressDecoding(AddressKey address, byte[] bytes) {
            this.address = address;
            this.in = new PrimitiveDecoder(bytes, 1);
        }

        private StoredAddress read() {
            Instant forgetAt = forgetAt();
            in.count();
            int unknownFrom = sections();
            return new StoredAddress(
                    new AddressState(holders, registeredAt, dead, stop, words, forgetAt), in.bytes(), unknownFrom);
        }

        private @Nullable Instant forgetAt() {
            long classes = in.varint();
            if ((classes & ~FORGET) != 0) {
                throw new UnreadableStateException("an address's state with wake-ups of the classes " + classes);
            }
            return classes == 0 ? null : Instant.ofEpochMilli(in.varint());
        }

        private int sections() {
            int length = in.bytes().length;
            int last = 0;
            while (in.at() < length) {
                int from = in.at();
                int tag = in.count();
                int end = in.size() + in.at();
                if (tag <= last) {
                    throw new UnreadableStateException("an address's state with section " + tag + " behind " + last);
                }
                if (tag > AddressTag.LAST) {
                    return from;
                }
                last = tag;
                section(tag, end);
            }
            return length;
        }

        private void section(int tag, int end) {
            in.beginInstants();
            WordDecoder names = new WordDecoder(in, interned);
            switch (tag) {
                case AddressTag.HOLDERS ->
                    holders = DecodedLists.readTo(
                            end, in, Holder[]::new, () -> new Holder(customer(names.text()), in.instant()));
                case AddressTag.REGISTERED_AT -> registeredAt = in.instant();
                case AddressTag.DEAD -> dead = new Dead(names.word(), in.instant());
                case AddressTag.STOP -> stop = stop(in.instant(), names.textOrNull());
                case AddressTag.WORDS -> words = DecodedLists.readTo(end, in, Long[]::new, in::int64);
                default -> throw new UnreadableStateException("an address's state with section " + tag);
            }
            if (in.at() != end) {
                throw new UnreadableStateException("an address's state whose section " + tag + " is broken");
            }
        }

        private Stop stop(Instant at, @Nullable String by) {
            return new Stop(at, by == null ? null : customer(by));
        }

        private CustomerKey customer(String id) {
            return new CustomerKey(address.shop(), id);
        }
    }
}
