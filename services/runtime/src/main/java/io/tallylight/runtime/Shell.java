package io.tallylight.runtime;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;

/** What a process gives to the program that runs in it. */
public record Shell(String name, Vertx vertx, PrometheusMeterRegistry meters, Ops ops, KafkaSettings kafka) {}
