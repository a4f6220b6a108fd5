package dev.vestnik.engine.streams.walk;

import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.settings.ShopSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The aim of a walk: that nobody stands in a version older than the newest one of each journey whose publication moved those in older
 * ones, and that everybody's calendar has the newest version of each journey that is entered by it. As a number, which a task keeps once it has
 * got there: other publications do not change it.
 */
final class Target {
    /** The target where no publication moves anybody. */
    static final long NOTHING = 0;

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Target() {}

    static long of(Definitions definitions) {
        Stream<String> moves = definitions.journeys().entrySet().stream()
                .filter(entry -> entry.getValue().moves() > 0)
                .map(Target::line);
        String aim = Stream.concat(moves, calendar(definitions)).sorted().collect(Collectors.joining("\n"));
        return aim.isEmpty() ? NOTHING : hash(aim);
    }

    /** A journey that was archived and taken up again is to be waited for anew, though its version is the same. */
    private static String calendarLine(Journey journey, @Nullable Published published) {
        return "calendar " + journey.id() + "@" + journey.version()
                + (published == null ? "" : " " + published.since());
    }

    /** Its times hang on the shops' zones too. */
    private static Stream<String> calendar(Definitions definitions) {
        if (definitions.dated().isEmpty() || !definitions.level().allows(FeatureLevel.CALENDAR)) {
            return Stream.empty();
        }
        Stream<String> journeys =
                definitions.dated().stream().map(journey -> calendarLine(journey, definitions.journey(journey.id())));
        return Stream.concat(journeys, zones(definitions.shop()));
    }

    private static Stream<String> zones(ShopSettings shop) {
        return Stream.concat(
                Stream.of("zone " + shop.zone()),
                shop.perShop().entrySet().stream()
                        .map(other -> "zone " + other.getKey() + " "
                                + other.getValue().zone()));
    }

    private static String line(Map.Entry<JourneyId, Published> entry) {
        return entry.getKey() + "@" + entry.getValue().moves();
    }

    /** FNV-1a. */
    private static long hash(String text) {
        long hash = OFFSET;
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (one & 0xff)) * PRIME;
        }
        return hash == NOTHING ? 1 : hash;
    }
}
