package io.tallylight.poller.targets;

import io.tallylight.event.PollRewind;
import io.tallylight.event.PollTarget;
import io.tallylight.event.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the topic of targets holds: of each account the last record, and of each of its targets the last rewind that any
 * record asked for. Whoever writes at the same time as another may overwrite a rewind; here it is still seen.
 */
final class HeldTargets {

    /** @param targets the targets of the last record, with their rewinds */
    private record Held(Target last, List<PollTarget> targets) {}

    private final Map<String, Held> accounts = new TreeMap<>();

    /** The next record of the topic, in its order; null ends an account. */
    void take(String account, @Nullable Target record) {
        Held before = accounts.remove(account);
        if (record != null) {
            accounts.put(account, new Held(record, keeping(record.getTargets(), before)));
        }
    }

    /** What must be written so that the topic says what is wanted; null ends an account. */
    Map<String, Target> changes(Map<String, Target> wanted, String provider, Instant now) {
        Map<String, @Nullable Target> changes = new HashMap<>();
        wanted.forEach((account, target) -> {
            Held before = accounts.get(account);
            Target next = next(target, before, keeping(target.getTargets(), before), provider, now);
            if (before == null || !same(before.last(), next)) {
                changes.put(account, next);
            }
        });
        accounts.keySet().stream()
                .filter(account -> !wanted.containsKey(account))
                .forEach(gone -> changes.put(gone, null));
        return changes;
    }

    /** What must be written because a later record has lost a rewind. */
    Map<String, Target> lost(String provider, Instant now) {
        Map<String, Target> changes = new HashMap<>();
        accounts.forEach((account, held) -> {
            Target whole = next(held.last(), held, held.targets(), provider, now);
            if (!same(held.last(), whole)) {
                changes.put(account, whole);
            }
        });
        return changes;
    }

    /** The record that asks for a rewind; empty where the topic has no such target. */
    Optional<Target> rewound(String target, Instant to, String provider, Instant now) {
        return accounts.values().stream()
                .filter(held -> find(held.targets(), target).isPresent())
                .findFirst()
                .map(held -> next(held.last(), held, rewound(held.targets(), target, to, now), provider, now));
    }

    /** The rewind that a target was asked for last. */
    Optional<PollRewind> rewind(String target) {
        return accounts.values().stream()
                .flatMap(held -> find(held.targets(), target).stream())
                .flatMap(found -> Optional.ofNullable(found.getRewind()).stream())
                .findFirst();
    }

    /** The targets of all accounts. */
    List<String> ids() {
        return accounts.values().stream()
                .flatMap(held -> held.targets().stream().map(PollTarget::getId))
                .toList();
    }

    private static List<PollTarget> rewound(List<PollTarget> targets, String id, Instant to, Instant now) {
        List<PollTarget> next = new ArrayList<>();
        for (PollTarget target : targets) {
            next.add(target.getId().equals(id) ? with(target, rewind(target, to, now)) : target);
        }
        return next;
    }

    /** Never asked for at or before the one before: it would count as followed, or lose against it. */
    private static PollRewind rewind(PollTarget target, Instant to, Instant now) {
        PollRewind before = target.getRewind();
        boolean behind = before != null && !now.isAfter(before.getRequestedAt());
        return new PollRewind(
                to, before != null && behind ? before.getRequestedAt().plusMillis(1) : now);
    }

    private static List<PollTarget> keeping(List<PollTarget> targets, @Nullable Held before) {
        return targets.stream()
                .map(target -> before == null
                        ? target
                        : find(before.targets(), target.getId())
                                .map(known -> with(target, later(target.getRewind(), known.getRewind())))
                                .orElse(target))
                .toList();
    }

    private static @Nullable PollRewind later(@Nullable PollRewind one, @Nullable PollRewind other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.getRequestedAt().isBefore(other.getRequestedAt()) ? other : one;
    }

    private static Optional<PollTarget> find(List<PollTarget> targets, String id) {
        return targets.stream().filter(target -> target.getId().equals(id)).findFirst();
    }

    private static PollTarget with(PollTarget target, @Nullable PollRewind rewind) {
        return new PollTarget(target.getId(), target.getEveryMillis(), target.getSince(), target.getSettings(), rewind);
    }

    private static boolean same(Target one, Target other) {
        return Objects.equals(one.getCredentials(), other.getCredentials())
                && one.getTargets().equals(other.getTargets());
    }

    private static Target next(
            Target target, @Nullable Held before, List<PollTarget> targets, String provider, Instant now) {
        int revision = before == null ? 1 : before.last().getRevision() + 1;
        String account = target.getAccount();
        return new Target(provider + "/" + account, revision, now, provider, account, target.getCredentials(), targets);
    }
}
