package dev.vestnik.rules.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.SchemaAgreement;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema for editors says what the reader says, as far as a schema can. */
class SettingsSchemaTest {
    private static final Set<String> FREE = Set.of("texts", "perShop");

    @Test
    void agreesWithTheReader() {
        SchemaAgreement agreement = new SchemaAgreement(
                SettingsSchema.text(),
                document -> SettingsDocument.parse(document) instanceof Checked.Sound<SettingsDocument>);
        String own = """
                {"zone":"Europe/Moscow","locale":"ru","country":"RU","texts":{"name":"Lavka"},
                 "quietHours":[{"from":"21:00","to":"09:00","days":"workingDays","channels":["sms"],"classes":["service"]}],
                 "calendars":[{"country":"RU","weekend":["sunday"],"off":["2027-01-11"],"working":["2027-02-20"]}],
                 "caps":[{"max":3,"per":"P7D","channel":"sms","class":"service","topic":"news"}],
             "budgets":[{"id":"day","max":5,"per":"total","channel":"sms","journeys":["news"]}],
             "codes":{"length":6,"lifetime":"PT10M","tries":5,"again":"PT30S","perAddress":5,"perCountry":9,"perHour":9}}\
            """;
        assertThat(agreement.of(own, FREE).refused()).isGreaterThan(8);
        String json = own.substring(0, own.length() - 1) + ",\"perShop\":{\"north\":" + own + "}}";
        assertThat(agreement.of(json, FREE).refused()).isGreaterThan(20);
        agreement.of("{}", Set.of());
    }

    /** One list of keys in the reader, two in the schema: a key that is in one of them alone is for nobody. */
    @Test
    void namesTheKeysOfTheReaderForEveryShopAndForOne() {
        JsonNode schema = JsonMapper.builder().build().readTree(SettingsSchema.text());
        assertThat(schema.at("/$defs/shop/properties").propertyNames())
                .containsExactlyElementsOf(SettingsDocument.KEYS);
        assertThat(schema.at("/properties").propertyNames())
                .containsAll(SettingsDocument.KEYS)
                .hasSize(SettingsDocument.KEYS.size() + 1);
    }
}
