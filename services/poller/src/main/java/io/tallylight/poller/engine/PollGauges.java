package io.tallylight.poller.engine;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How provider, accounts and targets stand, computed when somebody scrapes: between two scrapes it costs nothing and holds
 * nothing, however many targets there are.
 */
final class PollGauges implements MultiCollector {

    private final String service;
    private final String provider;
    private final PollMeters meters;
    private final boolean eachTarget;
    private final Supplier<Instant> clock;
    private final Supplier<Duration> ahead;

    /** @param ahead how far the provider's clock, by which windows are dated, is ahead of {@code clock} */
    PollGauges(
            String service,
            String provider,
            PollMeters meters,
            boolean eachTarget,
            Supplier<Instant> clock,
            Supplier<Duration> ahead) {
        this.service = service;
        this.provider = provider;
        this.meters = meters;
        this.eachTarget = eachTarget;
        this.clock = clock;
        this.ahead = ahead;
    }

    @Override
    public MetricSnapshots collect() {
        GaugeTable table = new GaugeTable("service", service, "provider", provider);
        Instant now = clock.get();
        Instant theirs = now.plus(ahead.get());
        ofProvider(table, theirs);
        meters.accounts().forEach(account -> ofAccount(table, account, now));
        if (eachTarget) {
            meters.targets().forEach(target -> ofTarget(table, target, now, theirs));
        }
        return table.snapshots();
    }

    private void ofProvider(GaugeTable table, Instant theirs) {
        Collection<TargetFacts> targets = meters.targets();
        table.put("poll_targets", "Targets that this instance polls", targets.size());
        double failing =
                targets.stream().filter(target -> target.failures() > 0).count();
        table.put("poll_targets_failing", "Targets whose last turn brought no data", failing);
        table.put("poll_remembered_rows", "Rows that can still change", sum(targets, TargetFacts::rows));
        table.put("poll_state_bytes", "What those rows weigh in the store", sum(targets, TargetFacts::bytes));
        ages(table, targets, "provisional", TargetFacts::newestProvisional, theirs);
        ages(table, targets, "final", TargetFacts::newestFinal, theirs);
        table.put("poll_clock_offset_seconds", "How far the provider's clock is ahead", seconds(ahead.get()));
    }

    private static void ages(
            GaugeTable table,
            Collection<TargetFacts> targets,
            String completeness,
            Function<TargetFacts, @Nullable Instant> newest,
            Instant theirs) {
        List<Instant> dated =
                targets.stream().map(newest).filter(Objects::nonNull).toList();
        if (!dated.isEmpty()) {
            table.put(
                    "poll_window_age_seconds",
                    "Age of the newest window of any target",
                    age(Collections.max(dated), theirs),
                    "completeness",
                    completeness);
            table.put(
                    "poll_window_age_worst_seconds",
                    "Age of the newest window of the target that is furthest behind",
                    age(Collections.min(dated), theirs),
                    "completeness",
                    completeness);
        }
    }

    private static void ofAccount(GaugeTable all, AccountFacts facts, Instant now) {
        GaugeTable table = all.with("account", facts.account());
        table.put("poll_quota_left_requests", "Requests that could be made at once", (double) facts.quotaLeft(now));
        table.put(
                "poll_quota_requests_per_second", "What the quota allows in the long run", facts.quotaPerMinute() / 60);
        table.put("poll_demand_requests_per_second", "What would serve every target in time", facts.demand() / 60);
        table.put("poll_requests_in_flight", "Requests on their way", facts.inFlight());
        table.put("poll_requests_waiting", "Targets that stand in line for a request", facts.waiting());
        table.put("poll_account_targets", "Targets of the account", facts.targets());
        table.put("poll_account_rest_seconds", "How long it will not be asked", seconds(facts.rests(now)));
        table.put("poll_account_denials", "Denials in succession", facts.denials());
        Arrays.stream(Breaker.State.values())
                .forEach(state -> table.put(
                        "poll_breaker_state",
                        "1 for the state that the breaker is in",
                        facts.breaker(now) == state ? 1 : 0,
                        "state",
                        state.name().toLowerCase(Locale.ROOT)));
    }

    private static void ofTarget(GaugeTable all, TargetFacts facts, Instant now, Instant theirs) {
        GaugeTable table = all.with("account", facts.account(), "target", facts.target());
        targetAge(table, "provisional", facts.newestProvisional(), theirs);
        targetAge(table, "final", facts.newestFinal(), theirs);
        table.put("poll_target_interval_wanted_seconds", "Interval that is wanted", seconds(facts.every()));
        Duration interval = facts.interval();
        if (interval != null) {
            table.put("poll_target_interval_seconds", "Time between the last two turns", seconds(interval));
        }
        table.put("poll_target_overdue_seconds", "How long a turn has been due", seconds(facts.overdue(now)));
    }

    private static void targetAge(GaugeTable table, String completeness, @Nullable Instant newest, Instant theirs) {
        if (newest != null) {
            table.put(
                    "poll_target_window_age_seconds",
                    "Age of the target's newest window",
                    age(newest, theirs),
                    "completeness",
                    completeness);
        }
    }

    private static double sum(Collection<TargetFacts> targets, ToDoubleFunction<TargetFacts> figure) {
        return targets.stream().mapToDouble(figure).sum();
    }

    /** A window that lies ahead, such as an announced cue, is not old. */
    private static double age(Instant newest, Instant theirs) {
        return Math.max(0, seconds(Duration.between(newest, theirs)));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
