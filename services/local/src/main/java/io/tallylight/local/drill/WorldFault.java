package io.tallylight.local.drill;

import java.util.Locale;

/** What goes wrong around the pollers. */
public enum WorldFault {
    /** A poller is killed while it publishes figures that were just put right. */
    KILL,
    /** A replica is stopped past its session, and woken when another has taken over. */
    PAUSE,
    BROKER_AWAY,
    /** The schema registry is away while a poller starts. */
    REGISTRY_AWAY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
