package dev.vestnik.rules.template;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Faults;
import dev.vestnik.rules.document.Place;

/** Checks and compiles templates; thread-safe, built once. */
public final class TemplateCompiler {
    private final LiquidCompiler liquid = new LiquidCompiler();

    /**
     * Compiles a document, or says all that is wrong with it.
     *
     * @param text JSON or YAML
     */
    public Checked<Template> check(String text) {
        return compiled(text, MjmlCheck.Bar.SAVED_NOW);
    }

    /**
     * Compiles a document that was saved, perhaps by an earlier version: markup without an effect was taken then, and stops no message
     * now.
     */
    public Checked<Template> stored(String json) {
        return compiled(json, MjmlCheck.Bar.SAVED_BEFORE);
    }

    private Checked<Template> compiled(String text, MjmlCheck.Bar bar) {
        Faults faults = new Faults();
        Place root = DocumentText.read(text, faults);
        return faults.of(root == null ? null : new TemplateReader(root, liquid, bar).read());
    }

    /** The same for a document that has been parsed. */
    public Checked<Template> check(TemplateDocument document) {
        return check(document.toJson());
    }
}
