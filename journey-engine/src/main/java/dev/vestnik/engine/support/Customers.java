package dev.vestnik.engine.support;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.service.access.Caller;
import dev.vestnik.service.access.ShopRule;
import java.util.List;

/** Finds the customer that a request is about. */
final class Customers {
    private Customers() {}

    /** @throws ProblemException 422 for what names no customer, 403 when the caller's key is for other shops */
    static CustomerKey key(String shop, String id, Caller caller) {
        if (shop.isEmpty() || shop.indexOf('/') >= 0) {
            throw ProblemException.faults(List.of(new Fault("shop", "must not be empty nor have a '/'")));
        }
        allow(shop, caller);
        return new CustomerKey(shop, id);
    }

    static void allow(String shop, Caller caller) {
        ShopRule.require(caller, shop);
    }
}
