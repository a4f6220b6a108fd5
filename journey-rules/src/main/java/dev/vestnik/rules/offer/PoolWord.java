package dev.vestnik.rules.offer;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.owner.AskId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that a pool is asked or told. */
public sealed interface PoolWord {

    /** A customer's run asks for a code. Its id without its number is the claim: the same one gets the same code. */
    record Take(AskId ask, CustomerKey customer) implements PoolWord {}

    /** The code of this claim is not needed: no customer has seen it. */
    record GiveBack(AskId ask) implements PoolWord {}

    /** More codes; those that the pool has, or has had, are passed over. */
    record Add(List<String> codes) implements PoolWord {
        public Add {
            codes = List.copyOf(codes);
        }
    }

    /**
     * A customer redeems a code.
     *
     * @param order null where nobody says which
     * @param done whether the shop has taken it already: then it counts also where it was over
     */
    record Redeem(
            String code, CustomerKey customer, @Nullable String order, boolean done) implements PoolWord {}

    /** The customer to whom the code was given for this claim was erased: it stays given, and is nobody's. */
    record Forget(String code, UUID claim) implements PoolWord {}

    /** Asks how many codes there are. */
    record Count() implements PoolWord {}
}
