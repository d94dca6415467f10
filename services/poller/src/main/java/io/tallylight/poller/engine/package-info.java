/**
 * The polling engine and its Kafka Streams host. Start with {@link io.tallylight.poller.engine.PollEngine}, which knows
 * neither Kafka nor a clock, and follow a target: Roster, Agenda, Admission, Fetching, then Drain and Conclusion. What is
 * known of it is in TargetWork, of its account in AccountWork. PollProcessor hosts the engine on a stream thread, PollService
 * makes a service of it.
 */
@NullMarked
package io.tallylight.poller.engine;

import org.jspecify.annotations.NullMarked;
