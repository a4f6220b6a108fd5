/** The common part of the modules' metrics: bounded tags, and the figures of Kafka's own clients. */
@NullMarked
package dev.vestnik.service.metrics;

import org.jspecify.annotations.NullMarked;
