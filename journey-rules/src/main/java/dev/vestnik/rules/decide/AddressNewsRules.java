package dev.vestnik.rules.decide;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressNews;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.gate.ConsentRule;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.reason.ConsentReason;
import dev.vestnik.rules.reason.DropReason;
import dev.vestnik.rules.reason.SuppressReason;
import dev.vestnik.rules.reason.TakenBack;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applies the news of an address's owner. Does nothing where the customer does not have the address any more. */
final class AddressNewsRules {
    private AddressNewsRules() {}

    static void heard(Turn turn, AddressNews news) {
        Channel channel = news.address().channel();
        if (channel == Channel.PUSH) {
            Device device = device(turn, news.address());
            if (device != null) {
                heard(turn, news, device);
            }
            return;
        }
        String address = current(turn, news.address());
        if (address != null) {
            heard(turn, news, Ids.hash(address));
        }
    }

    /** A phone or e-mail address, as the customer has it; null where the customer does not have it any more. */
    static @Nullable String current(Turn turn, AddressKey key) {
        String address = Addresses.of(turn.state(), key.channel());
        boolean same = address != null
                && AddressKey.of(turn.customer().shop(), key.channel(), address).equals(key);
        return same ? address : null;
    }

    private static @Nullable Device device(Turn turn, AddressKey address) {
        return turn.state().devices().stream()
                .filter(device -> AddressKey.of(turn.customer().shop(), Channel.PUSH, device.address())
                        .equals(address))
                .findFirst()
                .orElse(null);
    }

    private static void heard(Turn turn, AddressNews news, Device device) {
        switch (news.kind()) {
            case TAKEN -> taken(turn, news, device);
            case DEAD -> {
                Instant registeredAt = turn.state().reach().registeredAt(Ids.hash(device.address()));
                if (registeredAt.isAfter(news.at())) {
                    AddressWords.claimAgain(turn, device, registeredAt); // registered again, it is alive
                    return;
                }
                forget(turn, device);
                turn.record(
                        Outcome.SUPPRESSED,
                        SuppressReason.DEAD_ADDRESS,
                        null,
                        null,
                        List.of(),
                        Map.of("channel", "push"));
            }
            case NOT_KEPT, STOPPED, RESUMED -> {
                // Devices are not shared.
            }
        }
    }

    /** An app registers its device at each start, which the owner is not told: the customer may have had it later than the other one. */
    private static void taken(Turn turn, AddressNews news, Device device) {
        Instant registeredAt = turn.state().reach().registeredAt(Ids.hash(device.address()));
        if (registeredAt.isAfter(news.at())) {
            AddressWords.claimAgain(turn, device, registeredAt);
            return;
        }
        forget(turn, device);
        turn.record(
                Outcome.DROPPED,
                DropReason.DEVICE_TAKEN,
                null,
                null,
                List.of(),
                Map.of(
                        "platform",
                        device.platform().name(),
                        "registeredAt",
                        news.at().toString()));
        if (turn.state().devices().isEmpty()) {
            List.copyOf(turn.state().messages()).stream()
                    .filter(message -> message.channel() == Channel.PUSH)
                    .forEach(message -> TakingBack.revoke(turn, message, TakenBack.DEVICE_TAKEN));
        }
    }

    private static void forget(Turn turn, Device device) {
        ProfileRules.forget(turn, device.address());
        turn.become(turn.state().withReach(AddressWords.current(turn.state())));
    }

    private static void heard(Turn turn, AddressNews news, long address) {
        Channel channel = news.address().channel();
        switch (news.kind()) {
            case DEAD -> {
                String code = news.code() == null ? SuppressReason.DEAD_ADDRESS.label() : news.code();
                Addresses.suppress(turn, channel, address, code, news.at());
            }
            case STOPPED -> stopped(turn, new Reach.Stop(channel, address, news.at()), Map.of());
            case RESUMED -> resumed(turn, channel, address, Map.of());
            case NOT_KEPT ->
                turn.record(
                        Outcome.DROPPED,
                        DropReason.HOLDER_NOT_KEPT,
                        null,
                        null,
                        List.of(),
                        Map.of("channel", channel.label()));
            case TAKEN -> {
                // Phones and e-mail addresses are shared.
            }
        }
    }

    /** @param source where it was said, for the decision */
    static void stopped(Turn turn, Reach.Stop stop, Map<String, String> source) {
        CustomerState state = turn.state();
        if (stop.equals(state.reach().stop(stop.channel(), stop.address()))) {
            return;
        }
        turn.become(state.withReach(state.reach().stopped(stop)));
        record(turn, ConsentReason.ADDRESS_STOPPED, stop.channel(), source);
        for (Outstanding message : List.copyOf(state.messages())) {
            if (message.open()
                    && message.channel() == stop.channel()
                    && message.address() == stop.address()
                    && !isAllowed(turn, message, stop)) {
                TakingBack.revoke(turn, message, TakenBack.ADDRESS_STOPPED);
            }
        }
    }

    private static boolean isAllowed(Turn turn, Outstanding message, Reach.Stop stop) {
        Journey journey = turn.instance(message.instance()).map(turn::journeyOf).orElse(null);
        return journey == null
                || journey.journeyClass() == JourneyClass.SERVICE
                || ConsentRule.marketing(turn.state().consents(), message.channel(), journey.topic())
                        .saidAfter(stop.at());
    }

    /** @param source where it was said, for the decision */
    static void resumed(Turn turn, Channel channel, long address, Map<String, String> source) {
        CustomerState state = turn.state();
        if (state.reach().stop(channel, address) != null) {
            turn.become(state.withReach(state.reach().resumed(channel, address)));
            record(turn, ConsentReason.ADDRESS_RESUMED, channel, source);
        }
    }

    private static void record(Turn turn, ConsentReason reason, Channel channel, Map<String, String> source) {
        Map<String, String> inputs = new HashMap<>(source);
        inputs.put("channel", channel.label());
        turn.record(Outcome.CONSENT, reason, null, null, List.of(), inputs);
    }
}
