package io.tallylight.poller.engine;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The engine's watcher: Prometheus counters, and the page {@code /targets}. */
final class PollMeters implements PollWatch {

    private final MeterRegistry meters;
    private final String provider;
    private final SortedMap<String, Map<String, Object>> targets = new ConcurrentSkipListMap<>();
    private final SortedMap<String, String> resting = new ConcurrentSkipListMap<>();

    PollMeters(MeterRegistry meters, String provider) {
        this.meters = meters;
        this.provider = provider;
        meters.gaugeMapSize("poll_targets", java.util.List.of(), targets);
    }

    /** What {@code /targets} shows. */
    Map<String, Object> page() {
        return Map.of(
                "provider", provider, "targets", new TreeMap<>(targets), "accountsRestUntil", new TreeMap<>(resting));
    }

    @Override
    public void answered(String answer) {
        meters.counter("poll_turns", "provider", provider, "answer", answer).increment();
    }

    @Override
    public void rows(Outcome outcome, long count) {
        String name = outcome.name().toLowerCase(Locale.ROOT);
        meters.counter("poll_rows", "provider", provider, "outcome", name).increment((double) count);
    }

    @Override
    public void target(String target, Map<String, Object> facts) {
        targets.put(target, facts);
    }

    @Override
    public void gone(String target) {
        targets.remove(target);
    }

    @Override
    public void account(String account, Instant restUntil) {
        if (restUntil.equals(Instant.EPOCH)) { // it never had to rest
            resting.remove(account);
        } else {
            resting.put(account, restUntil.toString());
        }
    }
}
