package dev.vestnik.engine.streams.query;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Instance;

/** An instance that is parked, and whose it is. */
public record Parked(CustomerKey customer, Instance instance) {}
