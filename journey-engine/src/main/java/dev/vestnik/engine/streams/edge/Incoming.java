package dev.vestnik.engine.streams.edge;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressWord;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.offer.PoolWord;
import dev.vestnik.rules.product.InterestWord;
import dev.vestnik.rules.product.ProductKey;
import dev.vestnik.rules.product.ProductNews;
import dev.vestnik.rules.product.ProductUpdate;
import dev.vestnik.rules.recommend.Recommending;
import dev.vestnik.rules.recommend.Together;
import dev.vestnik.rules.verification.VerificationWord;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The meaning of a record. */
public sealed interface Incoming {

    /** To be decided about. */
    record Said(CustomerKey customer, Signal signal) implements Incoming {}

    /** To be decided about by the rules of addresses. */
    record OfAddress(AddressKey address, AddressWord word) implements Incoming {}

    /**
     * A customer who has a message for an address, and does not have it, asks whether it takes any.
     *
     * @param asker the key that the answer goes to
     */
    record AskedOfAddress(AddressKey address, String askId, String asker) implements Incoming {}

    /** To be decided about by the rules of what people send. */
    record ToAddress(AddressKey address, Inbound inbound) implements Incoming {}

    /** To be decided about by the rules of pools. */
    record ToPool(String offer, PoolWord word, Asker asker) implements Incoming {

        /**
         * @param key to which the answer goes; empty: nobody waits for one
         * @param revision of the definitions that the asker has used; 0: of none
         */
        public record Asker(String askId, String key, long revision) {
            public Asker(String askId, String key) {
                this(askId, key, 0);
            }
        }
    }

    /** To be decided about by the rules of codes. */
    record ToCodes(String shop, VerificationWord word, ToPool.Asker asker) implements Incoming {}

    /** The shop says how a product is now. */
    record UpdatedProduct(ProductKey product, ProductUpdate update) implements Incoming {}

    /** A customer says why a product concerns them, to its owner or that of their bucket. */
    record InterestedIn(ProductKey product, InterestWord word) implements Incoming {}

    /** News for those in a bucket. */
    record InformedBucket(ProductKey bucket, ProductNews news) implements Incoming {}

    /**
     * A journey asks how a product is.
     *
     * @param asker the key that the answer goes to
     */
    record AskedOfProduct(ProductKey product, String askId, String asker) implements Incoming {}

    /** A customer had others together with a product. */
    record HadTogether(ProductKey product, Together together, List<String> others) implements Incoming {
        public HadTogether {
            others = List.copyOf(others);
        }
    }

    /**
     * A product is asked for others that belong to it, or whether it can be recommended itself.
     *
     * @param asker the key that the answer goes to
     * @param due when the answer is not waited for any more
     */
    record AskedToRecommend(ProductKey product, String askId, String asker, Instant due, Recommending question)
            implements Incoming {}

    /** The owner of a budget is asked for its next part. */
    record ToBudget(BudgetKey budget, ToPool.Asker asker) implements Incoming {}

    /** A partition has not spent so many messages of a budget, and the owner may give them to others. */
    record PutBack(BudgetKey budget, long messages) implements Incoming {}

    /**
     * The next part of a budget, for the partition of this customer.
     *
     * @param granted messages; 0: the budget is spent
     */
    record Leased(CustomerKey customer, BudgetKey budget, long granted) implements Incoming {}

    /**
     * A part of the state of a visitor who is the customer.
     *
     * @param number from 1
     */
    record MovePart(CustomerKey customer, CustomerKey visitor, UUID move, int number, int parts, byte[] state)
            implements Incoming {

        /** Whether all that came before it makes the whole. */
        public boolean isLast() {
            return number == parts;
        }
    }

    /**
     * A record that came to the key of a visitor who is the customer.
     *
     * @param topic its name on the cluster
     */
    record Relayed(CustomerKey customer, String topic, Instant recordedAt, byte[] value) implements Incoming {}

    /** A kind of event or command that a later version knows. */
    record Unknown() implements Incoming {}

    /** Not for a customer: an answer to the API, a question to a source outside. */
    record NotOurs() implements Incoming {}
}
