package io.tallylight.poller.engine;

import io.tallylight.poller.Cursor.Open;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page {@code /targets} as JSON: see this module's README for how to read it. */
final class TargetsPage {

    private TargetsPage() {}

    static Map<String, Object> of(
            String provider, Collection<TargetFacts> targets, Collection<AccountFacts> accounts, Instant now) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("provider", provider);
        page.put("at", now.toString());
        page.put("summary", summary(targets, now));
        Map<String, Object> byAccount = new LinkedHashMap<>();
        accounts.forEach(facts -> byAccount.put(facts.account(), account(facts, now)));
        page.put("accounts", byAccount);
        Map<String, Object> byTarget = new LinkedHashMap<>();
        targets.forEach(facts -> byTarget.put(facts.target(), target(facts, now)));
        page.put("targets", byTarget);
        return page;
    }

    private static Map<String, Object> summary(Collection<TargetFacts> targets, Instant now) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("targets", targets.size());
        page.put(
                "failing",
                targets.stream().filter(facts -> facts.failures() > 0).count());
        page.put("late", targets.stream().filter(facts -> late(facts, now)).count());
        page.put(
                "urgent",
                targets.stream()
                        .filter(facts -> facts.urgency() == Urgency.URGENT)
                        .count());
        page.put(
                "backlogLeft", targets.stream().filter(TargetFacts::backlogLeft).count());
        page.put("gaps", targets.stream().mapToLong(TargetFacts::gaps).sum());
        return page;
    }

    /** Its turn has been due for longer than its interval. */
    private static boolean late(TargetFacts facts, Instant now) {
        return facts.overdue(now).compareTo(facts.every()) > 0;
    }

    private static Map<String, Object> account(AccountFacts facts, Instant now) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("breaker", name(facts.breaker(now)));
        page.put(
                "restsUntil", facts.restUntil().isAfter(now) ? facts.restUntil().toString() : null);
        page.put("denials", facts.denials());
        page.put("quotaLeft", facts.quotaLeft(now));
        page.put("quotaPerMinute", tenths(facts.quotaPerMinute()));
        page.put("demandPerMinute", tenths(facts.demand()));
        page.put("inFlight", facts.inFlight());
        page.put("waiting", facts.waiting());
        page.put("targets", facts.targets());
        return page;
    }

    static Map<String, Object> target(TargetFacts facts, Instant now) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("account", facts.account());
        page.put("lastAnswer", facts.answer());
        page.put("reason", facts.reason());
        page.put("answeredAt", text(facts.answeredAt()));
        page.put("failures", facts.failures());
        page.put("settledBefore", facts.cursor().settledBefore().toString());
        page.put("open", facts.cursor().open().stream().map(TargetsPage::open).toList());
        page.put("nextTurn", facts.nextTurn().toString());
        page.put("overdue", seconds(facts.overdue(now)));
        page.put("every", facts.every().toString());
        page.put("interval", facts.interval() == null ? null : seconds(facts.interval()));
        page.put("urgency", name(facts.urgency()));
        page.put("backlogLeft", facts.backlogLeft());
        page.put("newestProvisional", text(facts.newestProvisional()));
        page.put("newestFinal", text(facts.newestFinal()));
        page.put("gaps", facts.gaps());
        page.put("rowsRemembered", facts.rows());
        page.put("bytesRemembered", facts.bytes());
        page.put("rewind", facts.rewind() == null ? null : rewind(facts.rewind()));
        return page;
    }

    private static Map<String, Object> rewind(RewindFacts rewind) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("to", rewind.to().toString());
        page.put("requestedAt", rewind.requestedAt().toString());
        page.put("stage", rewind.stage());
        page.put("problem", rewind.problem());
        return page;
    }

    private static String open(Open open) {
        Instant to = open.span().to();
        return open.span().from() + "/" + (to.equals(Instant.MAX) ? ".." : to.toString());
    }

    private static double tenths(double figure) {
        return Math.round(figure * 10) / 10.0;
    }

    private static String seconds(Duration time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
