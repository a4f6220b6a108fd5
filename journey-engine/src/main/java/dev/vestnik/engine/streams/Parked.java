package dev.vestnik.engine.streams;

import dev.vestnik.engine.customer.Instance;
import dev.vestnik.schemas.CustomerKey;

/** An instance that is parked, and whose it is. */
public record Parked(CustomerKey customer, Instance instance) {}
