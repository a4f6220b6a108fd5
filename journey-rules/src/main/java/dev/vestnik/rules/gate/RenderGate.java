package dev.vestnik.rules.gate;

import dev.vestnik.rules.reason.HoldReason;
import dev.vestnik.rules.reason.OnHold;
import dev.vestnik.rules.reason.SkipReason;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import java.util.Map;

/** Lets a message pass where there is a text and all that it mentions is known: half a sentence is never sent. */
final class RenderGate implements Gate {
    private static final String TEMPLATE = "template";

    private final TemplateVariables variables;

    RenderGate(TemplateVariables variables) {
        this.variables = variables;
    }

    @Override
    public String name() {
        return "render";
    }

    @Override
    public Ruling check(Draft draft, Situation situation) {
        Template template = situation.definitions().template(draft.template());
        if (template == null) {
            return situation.definitions().brokenTemplate(draft.template()) == null
                    ? new Ruling.No(SkipReason.NO_TEMPLATE, Map.of(TEMPLATE, draft.template()))
                    : mended(draft, situation, OnHold.TEMPLATE_BROKEN);
        }
        return template.isOf(situation.customer().shop())
                ? rendered(template, draft, situation)
                : mended(draft, situation, OnHold.TEMPLATE_OF_OTHER_SHOP);
    }

    /** A definition that cannot be used now will be: the message waits for that. */
    private static Ruling mended(Draft draft, Situation situation, HoldReason reason) {
        return new Ruling.Hold(
                situation.again(draft.candidate().instance()), reason, Map.of(TEMPLATE, draft.template()));
    }

    private Ruling rendered(Template template, Draft draft, Situation situation) {
        String locale = template.language(situation
                .state()
                .profile()
                .locale(situation.definitions().shop().locale()));
        Rendering rendering = situation.render(template, draft.channel(), locale, variables.of(draft, situation));
        return switch (rendering) {
            case Rendering.NoText none -> new Ruling.No(SkipReason.NO_TEXT, Map.of(TEMPLATE, template.id()));
            case Rendering.Failed(var problems) ->
                new Ruling.No(SkipReason.NOT_RENDERABLE, Map.of(Ruling.No.PROBLEMS, String.join("; ", problems)));
            case Rendering.Text text -> {
                draft.says(locale, text);
                yield Ruling.pass(Map.of(TEMPLATE, template.id(), "locale", locale));
            }
        };
    }
}
