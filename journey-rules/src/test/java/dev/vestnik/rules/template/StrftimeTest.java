package dev.vestnik.rules.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ua.co.k.strftime.StrftimeFormatter;

/** The fields are those of Ruby's strftime: GNU's {@code date} and strftime4j have the same, each of them most. */
class StrftimeTest {
    private static final long LAST = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();
    private static final List<String> ZONES = List.of("Europe/Moscow", "America/St_Johns");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%a %A %b %B %h",
                "%C %y %Y %G %g %V",
                "%d %e %j %m",
                "%H %I %k %l %M %S %N",
                "%p %P",
                "%s %u %w %U %W",
                "%F %T %R %r %D",
                "%c",
                "%x %X",
                "%-d %-m %-H %-I %-j %-y %-e %-l",
                "%_d %_m %_H %_j %0e %0k %0l",
                "%^a %^B %^p %#p",
                "%3N %6N %9N",
                "%5d %3m %6Y %4j",
                "%z %:z %::z",
                "%n%t%%"
            })
    void fieldsAreThoseOfDate(String format) throws Exception {
        assumeTrue(isGnu(), "skipped: there is no GNU date on this machine");
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (String zone : ZONES) {
            List<Instant> instants =
                    Stream.generate(() -> instant(random)).limit(200).toList();
            List<String> expected = dates(instants, format, zone);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(Strftime.format(instants.get(i).atZone(ZoneId.of(zone)), format, Locale.ENGLISH))
                        .as("seed %s: %s", seed, instants.get(i))
                        .isEqualTo(expected.get(i));
            }
        }
    }

    private static Instant instant(Random random) {
        return Instant.ofEpochSecond(random.nextLong(LAST), random.nextInt(1_000_000_000));
    }

    private static boolean isGnu() {
        try {
            return run(List.of("date", "--version"), "", "UTC").contains("GNU");
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> dates(List<Instant> instants, String format, String zone) throws IOException {
        String given = instants.stream()
                .map(instant -> String.format(Locale.ROOT, "@%d.%09d\n", instant.getEpochSecond(), instant.getNano()))
                .collect(Collectors.joining());
        String all = run(List.of("date", "-f", "-", "+" + format + "|"), given, zone);
        return Arrays.stream(all.split("\\|\n")).toList();
    }

    private static String run(List<String> command, String input, String zone) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", zone));
        Process process = builder.start();
        try (OutputStream out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%a %A %b %B %h",
                "%y %Y",
                "%d %j %m",
                "%H %I %k %l %M %S %L",
                "%p %P",
                "%s %u %w %U %W",
                "%F %T %R %r %D",
                "%^a %^B %^p",
                "%z %:z"
            })
    void fieldsAreThoseOfStrftime4j(String format) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        StrftimeFormatter oracle = StrftimeFormatter.ofStrictPattern(format, Locale.ENGLISH);
        for (int i = 0; i < 300; i++) {
            ZonedDateTime date = instant(random).atZone(ZoneId.of(ZONES.get(i % 2)));
            assertThat(Strftime.format(date, format, Locale.ENGLISH))
                    .as("seed %s: %s", seed, date)
                    .isEqualTo(oracle.format(date));
        }
    }

    @Test
    void datesAreReadAsTheyAreWritten() {
        for (String date : List.of(
                "2026-01-24T13:05:00Z",
                "2026-01-24T16:05:00+03:00",
                "2026-01-24T16:05:00.000+0300",
                "2026-01-24 13:05:00 +0000",
                "2026-01-24T16:05",
                "2026-01-24 16:05:00",
                "January 24, 2026 16:05",
                "24 Jan 2026 16:05",
                "Sat, 24 Jan 2026 13:05:00 +0000",
                "Sat, 24 Jan 2026 13:05:00 GMT",
                "1769259900")) {
            assertThat(moscow("%d.%m %H:%M", date)).as(date).isEqualTo("24.01 16:05");
        }
        for (String date : List.of("2026-01-24", "January 24, 2026", "Jan 24, 2026", "24 january 2026")) {
            assertThat(moscow("%d.%m", date)).as(date).isEqualTo("24.01");
        }
        assertThat(moscow("%s", "1970-01-02")).isEqualTo("75600");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "2026-13-01", "99999999999999999999", "2026-02-30T00:00:00Z", "1e9", "24.01.2026"})
    void whatIsNoDateIsSaid(String date) {
        assertThat(Rendered.problem("{{ event.a | date: '%d' }}", Map.of("event", Map.of("a", date))))
                .isEqualTo("\"date\" wants an instant or a date");
    }

    @Test
    void aDateHasNoTime() {
        assertThat(Rendered.problem("{{ event.a | date: '%H' }}", Map.of("event", Map.of("a", "2026-01-24"))))
                .isEqualTo("a date without a time has no \"%H\"");
        assertThat(Strftime.format(LocalDate.of(2026, 1, 4), "%e %j", Locale.ENGLISH))
                .isEqualTo(" 4 004");
    }

    private static String moscow(String format, String date) {
        return Rendered.sms(
                "{{ event.a | date: '" + format + "' }}",
                Map.of("event", Map.of("a", date), "customer", Map.of("timezone", "Europe/Moscow")));
    }
}
