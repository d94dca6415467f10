package io.tallylight.poller.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tallylight.event.GapReason;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The engine's watcher: counts what happens, and knows how each target and account stands. */
final class PollMeters implements PollWatch {

    private final String provider;
    private final Map<String, Counter> turns = new HashMap<>();
    private final Map<Outcome, Counter> rows = new EnumMap<>(Outcome.class);
    private final Map<GapReason, Counter> gaps = new EnumMap<>(GapReason.class);
    private final SortedMap<String, TargetFacts> targets = new ConcurrentSkipListMap<>();
    private final SortedMap<String, AccountFacts> accounts = new ConcurrentSkipListMap<>();

    /** Every counter is there from the start, at zero, so that its first increment is a rate too. */
    PollMeters(MeterRegistry meters, String provider) {
        this.provider = provider;
        for (String answer : List.of("data", "throttled", "denied", "refused", "broken")) {
            turns.put(answer, meters.counter("poll_turns", "provider", provider, "answer", answer));
        }
        for (Outcome outcome : Outcome.values()) {
            rows.put(outcome, meters.counter("poll_rows", "provider", provider, "outcome", name(outcome)));
        }
        for (GapReason reason : GapReason.values()) {
            gaps.put(reason, meters.counter("poll_gaps", "provider", provider, "reason", name(reason)));
        }
    }

    Collection<TargetFacts> targets() {
        return targets.values();
    }

    Collection<AccountFacts> accounts() {
        return accounts.values();
    }

    /** What {@code /targets} shows. */
    Map<String, Object> page() {
        return TargetsPage.of(provider, targets.values(), accounts.values(), Instant.now());
    }

    @Override
    public void answered(String answer) {
        Objects.requireNonNull(turns.get(answer), answer).increment();
    }

    @Override
    public void rows(Outcome outcome, long count) {
        Objects.requireNonNull(rows.get(outcome)).increment((double) count);
    }

    @Override
    public void gap(GapReason reason) {
        Objects.requireNonNull(gaps.get(reason)).increment();
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

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
