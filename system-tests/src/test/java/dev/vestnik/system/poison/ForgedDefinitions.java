package dev.vestnik.system.poison;

import dev.vestnik.schemas.engine.DefinitionKind;
import java.util.List;

/** Documents that an engine finds in its log when it starts. */
final class ForgedDefinitions {
    private ForgedDefinitions() {}

    static List<Poison> all() {
        return List.of(
                template(
                        "attribute",
                        "email",
                        "\"subject\": \"s\", \"mjml\": \"<mjml><mj-body><mj-text " + "a".repeat(2_300)
                                + "='1'>x</mj-text></mj-body></mjml>\""),
                template("comments", "email", "\"subject\": \"s\", \"mjml\": \"<mjml>" + "<!--".repeat(45_000) + "\""),
                template("ifs", "sms", "\"text\": \"" + "{% if event.a %}".repeat(5_000) + "\""),
                template("round", "sms", "\"text\": \"{{ 1.5 | round: 2147483647 }}{% nonsense %}\""),
                new ForgedDefinition(DefinitionKind.template, "no-json", "{nonsense"),
                new ForgedDefinition(DefinitionKind.template, "brackets", "[".repeat(400_000)),
                new ForgedDefinition(DefinitionKind.journey, "null", "null"),
                new ForgedDefinition(DefinitionKind.journey, "list", "[[[]]]"),
                new ForgedDefinition(DefinitionKind.journey, "brackets", "{\"steps\": " + "[".repeat(400_000)),
                journey("condition", "(".repeat(20_000) + "true" + ")".repeat(20_000)));
    }

    private static Poison template(String what, String channel, String content) {
        return new ForgedDefinition(
                DefinitionKind.template,
                what,
                "{\"id\": \"%sforged-%s\", \"defaultLocale\": \"en\", \"locales\": {\"en\": {\"%s\": {%s}}}}"
                        .formatted(Poison.MARK, what, channel, content));
    }

    private static Poison journey(String what, String condition) {
        return new ForgedDefinition(DefinitionKind.journey, what, """
                {"id": "%sforged-%s", "class": "service", "entry": {"on": "x.poison.forged", "if": "%s"}, "start": "tell", \
                "steps": {"tell": {"type": "message", "template": "poison-nowhere", "channels": [{"via": "sms"}]}}}""".formatted(Poison.MARK, what, condition));
    }
}
