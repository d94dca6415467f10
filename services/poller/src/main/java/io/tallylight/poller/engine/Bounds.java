package io.tallylight.poller.engine;

import java.time.Duration;

/**
 * What the engine is held to.
 *
 * @param mostInFlight requests of one account at the same time
 * @param clockMostAhead how far a provider's clock is believed to be ahead of ours
 */
record Bounds(int mostInFlight, Duration clockMostAhead) {}
