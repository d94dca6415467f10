package io.tallylight.local;

import static io.tallylight.local.truth.Truths.compared;
import static io.tallylight.local.truth.Truths.newest;
import static io.tallylight.local.truth.Truths.unless;
import static io.tallylight.local.truth.Truths.words;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.tallylight.event.AdBreak;
import io.tallylight.event.Alert;
import io.tallylight.event.AlertStatus;
import io.tallylight.event.BreakState;
import io.tallylight.event.Cue;
import io.tallylight.event.SpliceSignal;
import io.tallylight.local.truth.Bus.Told;
import io.tallylight.sandbox.Scenario;
import io.tallylight.sandbox.breaks.Break;
import io.tallylight.sandbox.breaks.BreakKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cues, breaks and alerts against the breaks as the story meant them. */
record BreakTruth(Scenario story, Instant epoch, Instant stoppedAt) {

    /** A break that began later may still wait for its return or its alert when the story stops. */
    private static final Duration LONGEST_STORY = Duration.ofSeconds(50);

    private static final Duration ROUNDING = Duration.ofSeconds(1);

    List<String> cues(List<Told<SpliceSignal>> signals, List<Told<Cue>> told) {
        Map<String, Break> breaks = meant();
        return words(compared("cues", newest(signals), newest(told), (signal, cue) -> cue(signal, cue, breaks)));
    }

    List<String> adBreaks(List<Told<AdBreak>> told) {
        Map<String, Break> meant = meant();
        Map<String, Break> over = over();
        Map<String, AdBreak> found = newest(told).values().stream()
                .collect(toMap(b -> b.getChannel() + "/" + b.getTrack() + "/" + b.getEventId(), b -> b));
        List<String> problems = new ArrayList<>(found.keySet().stream()
                .filter(name -> !meant.containsKey(name))
                .map(name -> "ad-breaks " + name + ": never happened")
                .toList());
        found.keySet().retainAll(over.keySet());
        problems.addAll(words(compared("ad-breaks", over, found, this::life)));
        return problems;
    }

    List<String> alerts(List<Told<Alert>> told) {
        List<String> problems = new ArrayList<>();
        List<Break> all = story.breaks(epoch.minus(Duration.ofMinutes(10)), stoppedAt.plusSeconds(20));
        Set<String> causes = all.stream()
                .flatMap(b -> b.rule().stream().map(rule -> rule + "/" + channel(b)))
                .collect(toSet());
        Map<String, List<Alert>> byRule =
                told.stream().map(Told::value).collect(groupingBy(alert -> alert.getRule() + "/" + alert.getChannel()));
        byRule.keySet().stream()
                .filter(name -> !causes.contains(name))
                .forEach(name -> problems.add("alerts " + name + ": there was no cause"));
        all.stream()
                .filter(b -> b.startAt().isAfter(epoch) && b.startAt().isBefore(stoppedAt.minus(LONGEST_STORY)))
                .forEach(b -> b.rule().ifPresent(rule -> {
                    if (byRule.getOrDefault(rule + "/" + channel(b), List.of()).stream()
                            .noneMatch(a -> isAbout(a, b))) {
                        problems.add("alerts " + rule + "/" + channel(b) + ": none about " + b);
                    }
                }));
        problems.addAll(edges(told));
        return problems;
    }

    /** An alert that lasts also stands for what happens again while it fires. */
    private static boolean isAbout(Alert alert, Break b) {
        boolean mine = !alert.getRule().equals("missing_return")
                || alert.getFingerprint().endsWith("/" + b.eventId());
        return mine && !alert.getSince().isAfter(b.startAt().plus(LONGEST_STORY));
    }

    /** FIRING first, RESOLVED at most once and last. */
    private static List<String> edges(List<Told<Alert>> told) {
        List<String> problems = new ArrayList<>();
        told.stream().map(Told::value).collect(groupingBy(Alert::getId)).forEach((id, steps) -> {
            long resolved = steps.stream()
                    .filter(a -> a.getStatus() == AlertStatus.RESOLVED)
                    .count();
            boolean last = steps.get(steps.size() - 1).getStatus() == AlertStatus.RESOLVED;
            if (steps.get(0).getStatus() != AlertStatus.FIRING || resolved > 1 || (resolved == 1 && !last)) {
                problems.add("alerts " + id + ": "
                        + steps.stream().map(Alert::getStatus).toList());
            }
        });
        return problems;
    }

    private @Nullable String cue(SpliceSignal signal, Cue cue, Map<String, Break> breaks) {
        if (!cue.getReadable()) {
            boolean odd = signal.getBase64() != null && signal.getBase64().contains("*");
            return odd ? null : "cannot be read, though it is right: " + cue.getFindings();
        }
        boolean insert = cue.getInsert() != null;
        long event =
                insert ? cue.getInsert().getEventId() : cue.getSegments().get(0).getEventId();
        Break cause = breaks.get(cue.getChannel() + "/" + (insert ? "SPLICE_INSERT" : "TIME_SIGNAL") + "/" + event);
        if (cause == null) {
            return "no break has the event id " + event;
        }
        boolean misstated = cause.kind() == BreakKind.SUMMARY_DISAGREES && signal.getEventId() != event;
        boolean corrupt = cause.kind() == BreakKind.CRC_ERROR && !cue.getCrcValid();
        return unless(
                "crc",
                !corrupt,
                cue.getCrcValid(),
                "disagreements",
                misstated,
                cue.getDisagreements().stream().anyMatch(d -> d.getCarrier().equals("summary")),
                "start",
                signal.getStartAt(),
                cue.getStartAt());
    }

    private @Nullable String life(Break meant, AdBreak told) {
        String end = switch (meant.ending()) {
            case NEVER -> "INFERRED";
            case CANCELLED -> String.valueOf(told.getEndedBy());
            default -> meant.ending().name();
        };
        BreakState state = meant.ending() == Break.Ending.CANCELLED ? BreakState.CANCELLED : BreakState.ENDED;
        String differs = unless("state", state, told.getState(), "endedBy", end, String.valueOf(told.getEndedBy()));
        if (differs != null) {
            return differs + " of " + meant;
        }
        if (state == BreakState.CANCELLED) {
            return null;
        }
        if (!near(meant.startAt(), told.getActualStartAt())) {
            return "started at " + told.getActualStartAt() + ", meant for " + meant.startAt();
        }
        boolean ended = meant.endAt() == null || near(meant.endAt(), told.getActualEndAt());
        return ended ? null : "ended at " + told.getActualEndAt() + ", meant for " + meant.endAt();
    }

    private static boolean near(Instant meant, @Nullable Instant told) {
        return told != null && Duration.between(meant, told).abs().compareTo(ROUNDING) <= 0;
    }

    /** All that was meant, from before a poller could see it until after the story stopped. */
    private Map<String, Break> meant() {
        return byName(story.breaks(epoch.minus(Duration.ofMinutes(10)), stoppedAt.plusSeconds(20)));
    }

    /** Breaks that a poller saw from their beginning, and whose story was over before it stopped. */
    private Map<String, Break> over() {
        List<Break> breaks = story.breaks(epoch.minus(Duration.ofMinutes(4)), stoppedAt.minus(LONGEST_STORY));
        return byName(
                breaks.stream().filter(b -> b.ending() != Break.Ending.NO_BREAK).toList());
    }

    private static Map<String, Break> byName(List<Break> breaks) {
        return breaks.stream().collect(toMap(b -> channel(b) + "/" + b.track() + "/" + b.eventId(), b -> b));
    }

    private static String channel(Break b) {
        return b.channel().replace("channel", "channel-");
    }
}
