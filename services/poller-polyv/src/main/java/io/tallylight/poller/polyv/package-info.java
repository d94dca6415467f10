/**
 * Polyv's hourly statistics. Start with {@link io.tallylight.poller.polyv.PolyvFeed}; when a day is asked for again is in
 * PolyvAsk, what a reply means in PolyvReader, how hours become events in PolyvHours.
 */
@NullMarked
package io.tallylight.poller.polyv;

import org.jspecify.annotations.NullMarked;
