package dev.vestnik.rules.gate;

import java.util.List;

/** The gates in the order in which a message comes to them. The first that does not let it pass ends its passage. */
public final class GateOrder {
    /** The gate that looks at the other messages that wait; those before it look at the message alone. */
    public static final String PRIORITY = "priority";

    private GateOrder() {}

    public static List<Gate> of(TemplateVariables variables) {
        return List.of(
                new ExitGate(),
                new ConditionGate(),
                new ExpiryGate(),
                new ContactGate(),
                new ConsentGate(),
                new QuietHoursGate(),
                new FrequencyCapGate(),
                new PriorityGate(),
                new BudgetGate(),
                new RenderGate(variables),
                new EmitGate());
    }
}
