package io.tallylight.poller.engine;

import io.tallylight.poller.Cursor.Open;
import java.time.Instant;
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
        Map<String, Object> byAccount = new LinkedHashMap<>();
        accounts.forEach(facts -> byAccount.put(facts.account(), account(facts, now)));
        page.put("accounts", byAccount);
        Map<String, Object> byTarget = new LinkedHashMap<>();
        targets.forEach(facts -> byTarget.put(facts.target(), target(facts)));
        page.put("targets", byTarget);
        return page;
    }

    private static Map<String, Object> account(AccountFacts facts, Instant now) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("breaker", name(facts.breaker()));
        page.put(
                "restsUntil", facts.restUntil().isAfter(now) ? facts.restUntil().toString() : null);
        page.put("denials", facts.denials());
        page.put("quotaLeft", facts.quotaLeft(now));
        page.put("quotaPerMinute", facts.quotaPerMinute());
        page.put("demandPerMinute", facts.demand());
        page.put("inFlight", facts.inFlight());
        page.put("waiting", facts.waiting());
        page.put("targets", facts.targets());
        return page;
    }

    static Map<String, Object> target(TargetFacts facts) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("account", facts.account());
        page.put("settledBefore", facts.cursor().settledBefore().toString());
        page.put("open", facts.cursor().open().stream().map(TargetsPage::open).toList());
        page.put("lastAnswer", facts.answer());
        page.put("reason", facts.reason());
        page.put("answeredAt", text(facts.answeredAt()));
        page.put("nextTurn", facts.nextTurn().toString());
        page.put("every", facts.every().toString());
        page.put("interval", text(facts.interval()));
        page.put("urgency", name(facts.urgency()));
        page.put("backlogLeft", facts.backlogLeft());
        page.put("failures", facts.failures());
        page.put("newestProvisional", text(facts.newestProvisional()));
        page.put("newestFinal", text(facts.newestFinal()));
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

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
