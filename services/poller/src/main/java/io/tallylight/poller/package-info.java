/**
 * What a poller adds and what it is given. Start with {@link io.tallylight.poller.Feed}; the engine that turns feeds is in
 * {@code engine}, the HTTP that they ask through in {@code http}, their targets in {@code targets}.
 */
@NullMarked
package io.tallylight.poller;

import org.jspecify.annotations.NullMarked;
