package dev.vestnik.engine.streams.codec;

import dev.vestnik.engine.customer.Consent;
import dev.vestnik.engine.customer.Device;
import dev.vestnik.engine.customer.Profile;
import dev.vestnik.engine.customer.Suppression;
import java.util.List;

/** The part of a customer's state that seldom changes. */
record Who(Profile profile, List<Device> devices, List<Consent> consents, List<Suppression> suppressions) {}
