package dev.vestnik.rules.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsDocumentTest {
    private static final String TWO_SHOPS = """
            zone: Europe/Moscow
            locale: ru
            texts: {name: Lavka, phone: "+74956460054"}
            perShop:
              north: {zone: Europe/Berlin, texts: {name: Laden}}
            """;

    @Test
    void aShopHasWhatItSaysAndOtherwiseWhatEveryShopHas() {
        ShopSettings settings = Settings.of(TWO_SHOPS);
        assertThat(settings.of("main")).isSameAs(settings);
        assertThat(settings.of("north").zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(settings.of("north").locale()).isEqualTo("ru");
        assertThat(settings.of("north").texts()).containsEntry("name", "Laden").containsEntry("phone", "+74956460054");
    }

    @Test
    void theDefaultsTextsAreNoneOfAShopThatHasItsOwn() {
        ShopSettings settings = Settings.of("perShop: {north: {texts: {phone: '1'}}}");
        assertThat(settings.of("north").texts()).isEqualTo(Map.of("phone", "1"));
        assertThat(settings.of("north").smsSender()).isNull();
    }

    @Test
    void aShopMayBeInAnotherCountry() {
        ShopSettings settings = Settings.of("{country: RU, perShop: {north: {country: DE}, south: {locale: ru}}}");
        assertThat(settings.of("main").country()).isEqualTo("RU");
        assertThat(settings.of("north").country()).isEqualTo("DE");
        assertThat(settings.of("south").country()).isEqualTo("RU");
        assertThat(Settings.of("{}").country()).isNull();
        assertThat(faults("{country: Russia, perShop: {north: {country: ru}, south: {country: ZZ}}}"))
                .containsExactly("country", "perShop.north.country", "perShop.south.country");
    }

    @Test
    void everyFaultIsNamedWithItsPlace() {
        assertThat(faults("""
                zone: Mars/Base
                colour: red
                perShop:
                  north: {zone: 5, texts: {name: " "}, sender: Lavka}
                  "no/name": {}
                """))
                .containsExactlyInAnyOrder(
                        "zone",
                        "colour",
                        "perShop.north.zone",
                        "perShop.north.texts.name",
                        "perShop.north.sender",
                        "perShop.no/name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quietHours: [{from: '21:00', to: '09:00'}, {from: '09:00', to: '21:00'}]",
                "quietHours: [{from: '21:00', to: '09:00'}, {from: '08:00', to: '22:00', channels: [sms]}]",
                "quietHours: [{from: '00:00', to: '00:00', days: workingDays}, {from: '00:00', to: '00:00', days: daysOff}]",
                "quietHours: [{from: '20:00', to: '20:00', days: workingDays}, {from: '18:00', to: '22:00', days: daysOff},"
                        + " {from: '22:00', to: '20:00', days: daysOff, channels: [push]}]",
                "{quietHours: [{from: '00:00', to: '00:00', days: daysOff}], calendars: [{country: DE}, {country: RU,"
                        + " weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]}]}"
            })
    void quietHoursLeaveAMinuteOfTheWeekToEachMessage(String yaml) {
        assertThat(faults(yaml)).containsExactly("quietHours");
    }

    @Test
    void alsoThoseOfAShopAndOfItsCalendar() {
        assertThat(faults("""
                quietHours: [{from: "00:00", to: "00:00", days: daysOff}]
                perShop:
                  north: {calendars: [{weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]}]}
                  south: {zone: Europe/Berlin}
                  west: {quietHours: [{from: "21:00", to: "09:00"}, {from: "09:00", to: "21:00"}]}
                """)).containsExactly("perShop.north.quietHours", "perShop.west.quietHours");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quietHours: [{from: '21:00', to: '09:00'}, {from: '09:01', to: '21:00'}]",
                "quietHours: [{from: '21:00', to: '09:00', channels: [email]}, {from: '09:00', to: '21:00', channels: [sms]}]",
                "quietHours: [{from: '21:00', to: '09:00', classes: [service]}, {from: '09:00', to: '21:00'}]",
                "quietHours: [{from: '00:00', to: '00:00', days: daysOff}, {from: '18:00', to: '10:00'}]"
            })
    void aMinuteIsEnough(String yaml) {
        assertThat(Settings.of(yaml).quietHours()).hasSize(2);
    }

    /** No message waits for the file of a country. */
    @Test
    void aCalendarHoldsItsCountrysHolidays() {
        assertThat(Settings.of("calendars: [{country: DE}]")
                        .calendars()
                        .getFirst()
                        .holidays())
                .contains(LocalDate.of(2025, 10, 3), LocalDate.of(2027, 5, 1), LocalDate.of(2050, 12, 25))
                .doesNotContain(LocalDate.of(2027, 5, 2));
        assertThat(Settings.of("calendars: [{weekend: [sunday]}]")
                        .calendars()
                        .getFirst()
                        .holidays())
                .isEmpty();
        assertThat(faults("calendars: [{country: ZZ}, {country: nz}]"))
                .containsExactly("calendars[0].country", "calendars[1].country");
    }

    private static List<String> faults(String yaml) {
        return ((Checked.Faulty<SettingsDocument>) SettingsDocument.parse(yaml))
                .faults().stream().map(Fault::path).toList();
    }
}
