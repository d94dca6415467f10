package io.tallylight.poller.http;

import java.time.Duration;

/**
 * What an exchange may take. Whatever goes beyond it fails, so that no provider can hold us for ever or fill the memory.
 *
 * @param buffered the longest body in bytes that is held in memory, unzipped
 * @param streamed the longest that is read piece by piece
 * @param silence how long nothing may come; and in any stretch so long more than {@code trickle} must come
 * @param trickle so few bytes in a stretch of silence that the provider only pretends to answer
 * @param reading how long an exchange may take in all, without the time in which we did not read
 */
record HttpLimits(long buffered, long streamed, Duration silence, int trickle, Duration reading) {

    static final HttpLimits DEFAULT =
            new HttpLimits(64L << 20, 8L << 30, Duration.ofSeconds(30), 1024, Duration.ofMinutes(10));
}
