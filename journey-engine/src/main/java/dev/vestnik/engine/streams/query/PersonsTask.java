package dev.vestnik.engine.streams.query;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Task;

/** A task for people, and the customer for whom it is to be done. */
public record PersonsTask(CustomerKey customer, Task task) {}
