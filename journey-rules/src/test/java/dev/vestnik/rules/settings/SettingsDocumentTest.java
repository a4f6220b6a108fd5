package dev.vestnik.rules.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

    private static List<String> faults(String yaml) {
        return ((Checked.Faulty<SettingsDocument>) SettingsDocument.parse(yaml))
                .faults().stream().map(Fault::path).toList();
    }
}
