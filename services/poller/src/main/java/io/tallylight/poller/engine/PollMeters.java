package io.tallylight.poller.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.tallylight.event.GapReason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The engine's watcher: Prometheus counters, and the page {@code /targets}. */
final class PollMeters implements PollWatch {

    private final MeterRegistry meters;
    private final String provider;
    private final SortedMap<String, TargetFacts> targets = new ConcurrentSkipListMap<>();
    private final SortedMap<String, AccountFacts> accounts = new ConcurrentSkipListMap<>();

    PollMeters(MeterRegistry meters, String provider) {
        this.meters = meters;
        this.provider = provider;
        meters.gaugeMapSize("poll_targets", List.of(), targets);
    }

    /** What {@code /targets} shows. */
    Map<String, Object> page() {
        return TargetsPage.of(provider, targets.values(), accounts.values(), Instant.now());
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
    public void gap(GapReason reason) {
        String name = reason.name().toLowerCase(Locale.ROOT);
        meters.counter("poll_gaps", "provider", provider, "reason", name).increment();
    }

    @Override
    public void target(TargetFacts facts) {
        targets.put(facts.target(), facts);
    }

    @Override
    public void gone(String target) {
        targets.remove(target);
    }

    @Override
    public void account(AccountFacts facts) {
        accounts.put(facts.account(), facts);
    }

    @Override
    public void accountGone(String account) {
        accounts.remove(account);
    }
}
