package dev.vestnik.pages.choice;

import dev.vestnik.pages.html.Texts;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The proof of a consent, as JSON: the page, how it was said, the language and the text that was shown. No address of anybody. */
public final class Proof {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 1_500;

    private Proof() {}

    /** @param how {@code button}, {@code one-click} or {@code confirmed} */
    public static String of(String page, String how, Texts texts, String shown) {
        ObjectNode proof = JSON.createObjectNode();
        proof.put("page", page);
        proof.put("how", how);
        proof.put("language", texts.language());
        proof.put("shown", shown.substring(0, Math.min(shown.length(), LONGEST)));
        return proof.toString();
    }
}
