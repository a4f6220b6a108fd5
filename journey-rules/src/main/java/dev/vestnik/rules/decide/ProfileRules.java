package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.reason.DropReason;
import dev.vestnik.rules.reason.Ending;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies events about the customer: profile, devices, consents, erasure. */
final class ProfileRules {
    /** The longest topic that a journey can have is shorter. */
    private static final int LONGEST_TOPIC = 200;

    private static final int LONGEST_SOURCE = 200;
    private static final int LONGEST_EVIDENCE = 2_000;
    /** A token or an endpoint with its keys. */
    private static final int LONGEST_DEVICE = 8_000;

    static final String ERASED = "customer.erased";

    private static final Set<String> TYPES = Set.of(
            "customer.updated",
            "customer.identified",
            "consent.changed",
            "device.registered",
            "device.removed",
            ERASED);

    private ProfileRules() {}

    /** Whether events of this type say something about the customer. */
    static boolean hears(Event event) {
        return TYPES.contains(event.type());
    }

    /**
     * Applies an event. True where it must not happen twice: a repetition would change back what a later event has changed, even if it
     * did nothing then.
     */
    static boolean apply(Turn turn, Event event, StepRunner runner) {
        return switch (event.type()) {
            case "customer.updated" -> updated(turn, event);
            case "consent.changed" -> consent(turn, event);
            case "device.registered" -> registered(turn, event);
            case "device.removed" -> removed(turn, event);
            case "customer.identified" -> MovesIn.identified(turn, event);
            case ERASED -> erased(turn, runner);
            default -> false;
        };
    }

    private static boolean updated(Turn turn, Event event) {
        Map<String, Object> changes = new HashMap<>(event.data());
        changes.remove("extra");
        Profile profile = ProfileBounds.changed(turn, PhoneReading.of(turn, changes));
        if (!profile.equals(turn.state().profile())) {
            turn.become(turn.state().withProfile(profile));
        }
        return true;
    }

    private static boolean registered(Turn turn, Event event) {
        Device device = device(event);
        if (device == null) {
            return false;
        }
        if (turn.state().devices().contains(device)) {
            AddressWords.registered(turn, device);
            return true;
        }
        if (length(device) > LONGEST_DEVICE || !canHold(turn, device.platform())) {
            StateBounds.drop(
                    turn,
                    DropReason.DEVICE_NOT_KEPT,
                    null,
                    Map.of("platform", device.platform().name()));
            return true;
        }
        List<Device> devices = StateBounds.with(turn, without(turn.state(), device.address()), device);
        turn.become(turn.state().withDevices(devices));
        AddressWords.registered(turn, device);
        return true;
    }

    /** Whether the state may hold a device of that platform: every live engine can read it. */
    private static boolean canHold(Turn turn, Device.Platform platform) {
        return switch (platform) {
            case IOS, ANDROID, WEB -> true;
            case HUAWEI, RUSTORE -> turn.allows(FeatureLevel.LANGUAGE);
        };
    }

    private static int length(Device device) {
        return device.address().length()
                + String.valueOf(device.p256dh()).length()
                + String.valueOf(device.auth()).length();
    }

    private static boolean removed(Turn turn, Event event) {
        Device device = device(event);
        if (device == null) {
            return false;
        }
        forget(turn, device.address());
        return true;
    }

    /** Whether the customer has the device with this token or endpoint. */
    static boolean has(Turn turn, String address) {
        return turn.state().devices().stream()
                .anyMatch(device -> device.address().equals(address));
    }

    /** Removes the device with this token or endpoint; false where the customer does not have it. */
    static boolean forget(Turn turn, String address) {
        List<Device> rest = without(turn.state(), address);
        boolean had = rest.size() < turn.state().devices().size();
        if (had) {
            turn.become(turn.state().withDevices(rest));
        }
        return had;
    }

    private static List<Device> without(CustomerState state, String address) {
        return state.devices().stream()
                .filter(device -> !device.address().equals(address))
                .toList();
    }

    private static @Nullable Device device(Event event) {
        if (!(event.data().get("platform") instanceof String platform)) {
            return null;
        }
        Device.Platform kind = Device.Platform.valueOf(platform.toUpperCase(Locale.ROOT));
        if (event.data().get("subscription") instanceof Map<?, ?> subscription) {
            return new Device(
                    kind,
                    String.valueOf(subscription.get("endpoint")),
                    String.valueOf(subscription.get("p256dh")),
                    String.valueOf(subscription.get("auth")));
        }
        return event.data().get("token") instanceof String token ? new Device(kind, token, null, null) : null;
    }

    /** The consent that came last counts, whatever the clocks of its sources show. */
    private static boolean consent(Turn turn, Event event) {
        Map<String, Object> data = event.data();
        String channel = String.valueOf(data.get("channel"));
        String topic = data.get("topic") instanceof String text ? text : null;
        if (topic != null && topic.length() > LONGEST_TOPIC) {
            StateBounds.drop(turn, DropReason.CONSENT_NOT_KEPT, null, Map.of("topic", "too long"));
            return true;
        }
        Consent consent = new Consent(
                Channel.labelled(channel).orElse(null),
                topic,
                Boolean.TRUE.equals(data.get("granted")),
                turn.cause().nominalAt(),
                cut(String.valueOf(data.get("source"))),
                evidence(turn, data));
        Consents.said(turn, consent);
        return true;
    }

    private static String cut(String source) {
        return source.length() <= LONGEST_SOURCE ? source : source.substring(0, LONGEST_SOURCE);
    }

    /** A part of a proof proves nothing. */
    private static @Nullable String evidence(Turn turn, Map<String, Object> data) {
        if (!(data.get("evidence") instanceof String evidence)) {
            return null;
        }
        if (evidence.length() <= LONGEST_EVIDENCE) {
            return evidence;
        }
        StateBounds.drop(turn, DropReason.EVIDENCE_NOT_KEPT, null, Map.of("length", String.valueOf(evidence.length())));
        return null;
    }

    private static boolean erased(Turn turn, StepRunner runner) {
        Ties ties = turn.state().ties();
        HeldOffers.forget(turn);
        for (Instance instance : List.copyOf(turn.state().instances())) {
            runner.leave(turn, instance, Ending.ERASED);
        }
        // The hashes of events say nothing of the customer; without them a file sent again would bring the erased one
        // back.
        turn.become(CustomerState.NEW
                .withSeen(Experiments.seenBesides(turn))
                .withTimelineNext(turn.state().timelineNext())
                .withArmed(Armed.NONE));
        ErasureMark.set(turn);
        turn.bringAbout(new Effect.Erase());
        MovesIn.erased(turn, ties);
        return true;
    }
}
