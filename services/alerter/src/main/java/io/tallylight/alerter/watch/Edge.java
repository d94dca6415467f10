package io.tallylight.alerter.watch;

import io.tallylight.event.AlertStatus;
import java.time.Instant;

/** A change of an alert that is to be told: it fires, gets worse, or is resolved. */
record Edge(Firing firing, AlertStatus status, Instant at) {}
