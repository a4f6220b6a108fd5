package dev.vestnik.rules.gate;

import dev.vestnik.rules.reason.OnHold;
import dev.vestnik.rules.reason.SkipReason;
import dev.vestnik.rules.settings.QuietHours;
import dev.vestnik.rules.settings.QuietTime;
import dev.vestnik.rules.settings.ShopSettings;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds a message until the quiet hours of its customer end; one that is worth nothing any more then does not wait for that. */
final class QuietHoursGate implements Gate {
    @Override
    public String name() {
        return "quiet-hours";
    }

    @Override
    public @Nullable Ruling check(Draft draft, Situation situation) {
        ShopSettings settings = situation.definitions().shop();
        List<QuietHours> hours = settings.quietHours().stream()
                .filter(one -> one.concern(draft.channel(), draft.messageClass()))
                .toList();
        if (hours.isEmpty()) {
            return null;
        }
        ZoneId zone = situation.state().profile().zone(settings.zone());
        QuietTime quiet = new QuietTime(
                hours, zone, settings.calendar(situation.state().profile().country()));
        Instant until = quiet.until(situation.now());
        Map<String, String> inputs = inputs(zone, situation.now());
        if (until == null) {
            return Ruling.pass(inputs);
        }
        inputs.put("until", until.toString());
        return draft.mayWaitUntil(until)
                ? new Ruling.Hold(until, OnHold.QUIET_HOURS, inputs)
                : new Ruling.No(SkipReason.QUIET_HOURS, inputs);
    }

    private static Map<String, String> inputs(ZoneId zone, Instant now) {
        Map<String, String> inputs = new HashMap<>();
        inputs.put("zone", zone.getId());
        inputs.put(
                "local",
                LocalDateTime.ofInstant(now, zone)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString());
        return inputs;
    }
}
