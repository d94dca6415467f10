package io.tallylight.runtime;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.util.Optional;

/**
 * What a process gives to the program that runs in it.
 *
 * @param instance the name under which Kafka knows the process again after a restart
 */
public record Shell(
        String name,
        Vertx vertx,
        PrometheusMeterRegistry meters,
        Ops ops,
        KafkaSettings kafka,
        Optional<String> instance) {}
