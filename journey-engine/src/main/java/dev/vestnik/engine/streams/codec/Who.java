package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.customer.Suppression;
import java.util.List;

/** The part of a customer's state that seldom changes. */
record Who(Profile profile, List<Device> devices, List<Consent> consents, List<Suppression> suppressions) {}
