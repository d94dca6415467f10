package io.tallylight.alerter.breaks;

import java.time.Duration;

/**
 * The times that the life of a break goes by.
 *
 * @param grace how long after its expected moment a return may still come
 * @param longest how long a break without a duration may last
 * @param giveUp how long a missing return is waited for until the end is inferred
 * @param settle how long a signal waits for others of its batch before something is concluded from what is not there
 * @param remember how long a break that is over is known, for repeats and late returns
 */
public record Limits(Duration grace, Duration longest, Duration giveUp, Duration settle, Duration remember) {}
