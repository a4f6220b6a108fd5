package dev.vestnik.rules.decide;

import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.budget.Purse;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.customer.Suppression;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.gate.Candidate;
import dev.vestnik.rules.gate.Situation;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A turn as gates see it: they look and change nothing. */
record GateView(Turn turn) implements Situation {
    @Override
    public CustomerKey customer() {
        return turn.customer();
    }

    @Override
    public CustomerState state() {
        return turn.state();
    }

    @Override
    public Definitions definitions() {
        return turn.definitions();
    }

    @Override
    public Instant now() {
        return turn.now();
    }

    @Override
    public @Nullable String marketingSent(Candidate besides) {
        return turn.effects()
                .lastMarketing(send -> besides.step().channels().stream()
                        .anyMatch(via -> Handover.messageId(turn, besides, via).equals(send.message())));
    }

    @Override
    public UUID messageId(Candidate candidate) {
        return Handover.messageId(turn, candidate, candidate.via());
    }

    @Override
    public Evaluation evaluate(Expression expression, Instance instance) {
        return turn.evaluate(expression, turn.facts(instance));
    }

    @Override
    public Rendering render(Template template, Channel channel, String locale, Map<String, Object> variables) {
        return turn.evaluator().render(template, channel, locale, variables);
    }

    @Override
    public @Nullable Suppression suppression(Channel channel, String address) {
        return Addresses.suppression(turn.state(), channel, address);
    }

    @Override
    public Reach.@Nullable Stop stop(Channel channel) {
        return Addresses.stop(turn.state(), channel);
    }

    @Override
    public Purse purse(BudgetKey budget, long max) {
        Purse purse = turn.purses().of(budget, max);
        long spent = turn.effects().spent(budget);
        return spent == 0 ? purse : new Purse(Math.max(0, purse.left() - spent), purse.spent());
    }

    @Override
    public Instant again(Instance instance) {
        return WakeRules.again(turn, instance);
    }
}
