/**
 * The polling engine and its Kafka Streams host. Start with {@link io.tallylight.poller.engine.PollEngine}, which knows
 * neither Kafka nor a clock; PollProcessor hosts it on a stream thread, PollService makes a service of it.
 */
@NullMarked
package io.tallylight.poller.engine;

import org.jspecify.annotations.NullMarked;
