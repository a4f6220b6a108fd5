package dev.vestnik.rules.verification;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.decide.Effect.Content;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.settings.SettingsDocument;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
import dev.vestnik.rules.verification.VerificationRows.ContactRow;
import dev.vestnik.rules.verification.VerificationRows.PlaceRow;
import dev.vestnik.rules.verification.VerificationWord.OwnCode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Those who keep the codes of one shop, with a clock. */
final class CodeBook implements VerificationRows {
    static final Contact ANNA = new Contact(Channel.SMS, "+79161234567");
    static final Contact MAIL = new Contact(Channel.EMAIL, "Anna@example.org");

    final CodeKey key = new CodeKey("a secret of tests only");
    private final VerificationRules rules = new VerificationRules(key);
    private final Map<String, ContactState> contacts = new HashMap<>();
    private final Map<Long, Place> places = new HashMap<>();
    private VerificationState state = VerificationState.EMPTY;
    private Definitions definitions;
    private int asked;
    Instant now = Instant.parse("2026-12-24T11:05:00Z");

    CodeBook(String template, String settings) {
        Template text = sound(new TemplateCompiler().check(template));
        ShopSettings shop = sound(SettingsDocument.parse(settings)).settings();
        definitions = Definitions.of(1, Map.of(), Map.of(text.id(), text), shop);
    }

    static CodeBook of(String settings) {
        String text = "{{ shop.name }}: {{ context.code }} for {{ context.purpose }}, {{ context.minutes }} min";
        return new CodeBook(
                "{id: account-code, locales: {en: {sms: {text: '%s'}, email: {subject: Code, mjml: '<mjml><mj-body><mj-section><mj-column><mj-text>%s</mj-text></mj-column></mj-section></mj-body></mjml>'}}}}"
                        .formatted(text, text),
                settings);
    }

    private static <T> T sound(Checked<T> checked) {
        return switch (checked) {
            case Checked.Sound<T>(T value, var warnings) -> value;
            case Checked.Faulty<T>(var faults) -> throw new AssertionError(faults);
        };
    }

    CodeBook later(Duration time) {
        now = now.plus(time);
        return this;
    }

    VerificationDecided send(Contact to) {
        return send("ask-" + asked++, to, Purpose.LOGIN);
    }

    VerificationDecided send(String askId, Contact to, Purpose purpose) {
        return decide(new VerificationWord.Send(askId, purpose, to, null, null, null));
    }

    VerificationDecided sendOwn(Contact to, String code, Instant expiresAt) {
        return decide(new VerificationWord.Send(
                "ask-" + asked++, Purpose.LOGIN, to, "anna", null, new OwnCode(code, expiresAt)));
    }

    VerificationDecided say(Contact of, Purpose purpose, String code) {
        return say("said-" + asked++, of, purpose, code);
    }

    VerificationDecided say(String askId, Contact of, Purpose purpose, String code) {
        return decide(new VerificationWord.Verify(askId, purpose, List.of(of), key.proof(askId, code)));
    }

    VerificationDecided decide(VerificationWord word) {
        return kept(rules.decide(new VerificationRules.Codes("main", state, this), word, definitions, now));
    }

    /** What is due by itself happens. */
    void wake() {
        Instant due = state.lookAt();
        if (due != null && !due.isAfter(now)) {
            kept(rules.woken(new VerificationRules.Codes("main", state, this), now));
        }
    }

    private VerificationDecided kept(VerificationDecided decided) {
        state = decided.state();
        for (Row row : decided.rows()) {
            switch (row) {
                case ContactRow(String name, ContactState contact) -> put(contacts, name, contact);
                case PlaceRow(long number, Place place) -> put(places, number, place);
            }
        }
        return decided;
    }

    private static <K, V> void put(Map<K, V> rows, K key, @Nullable V value) {
        if (value == null) {
            rows.remove(key);
        } else {
            rows.put(key, value);
        }
    }

    /** The code in a message, where its text begins "Shop: ". */
    static String code(VerificationDecided sent) {
        CodeMessage message = sent.message();
        return message != null && message.content() instanceof Content.Sms(var to, var from, String text)
                ? text.split(" ")[1]
                : "";
    }

    int rows() {
        return contacts.size() + places.size();
    }

    VerificationState state() {
        return state;
    }

    @Override
    public @Nullable ContactState contact(String name) {
        return contacts.get(name);
    }

    @Override
    public @Nullable Place place(long number) {
        return places.get(number);
    }

    @Override
    public String toString() {
        return state + " " + contacts + " " + places;
    }
}
