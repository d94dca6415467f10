package io.tallylight.local.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.Completeness;
import io.tallylight.event.DevicePlayback;
import io.tallylight.event.HourlyPlayback;
import io.tallylight.event.ViewerCount;
import io.tallylight.local.truth.Bus.Told;
import io.tallylight.local.truth.Truths.Finding;
import io.tallylight.local.truth.Truths.Flaw;
import io.tallylight.sandbox.Scenario;
import io.tallylight.sandbox.Story.Viewers;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is a flaw of a topic and what is none; the story itself is the first topic that has none. */
class TruthsTest {

    private static final Instant EPOCH = Instant.parse("2026-11-23T10:20:30Z");
    private static final Instant STOPPED = EPOCH.plusSeconds(100);

    private final Scenario story = Scenario.demo(7, EPOCH);
    private final EventTruth truth = new EventTruth(story, EPOCH, STOPPED);
    private final List<Told<ViewerCount>> told =
            new ArrayList<>(story.viewers(EPOCH.minusSeconds(1830), STOPPED.plusMillis(1), STOPPED).stream()
                    .map(it -> told(it, 1))
                    .toList());

    @Test
    void findsNothingWhereTheTopicSaysWhatIsTrue() {
        assertThat(truth.viewer(told)).isEmpty();
        assertThat(Truths.repeated("viewer", told)).isEmpty();
    }

    @Test
    void findsWhatIsMissing() {
        told.remove(3);

        assertThat(truth.viewer(told)).extracting(Finding::flaw).containsExactly(Flaw.MISSING);
    }

    @Test
    void findsWhatIsStaleByTheHighestRevision() {
        Viewers row = row();
        told.add(told(more(row), 2));

        assertThat(truth.viewer(told)).extracting(Finding::flaw).containsExactly(Flaw.STALE);

        told.add(told(row, 3));
        assertThat(truth.viewer(told)).isEmpty();
    }

    @Test
    void findsWhatNeverHappened() {
        Viewers row = row();
        told.add(told(new Viewers("demo-live", "nobody", row.minute(), 1, 1, 1, 5), 1));

        assertThat(truth.viewer(told)).extracting(Finding::flaw).containsExactly(Flaw.STALE);
    }

    @Test
    void findsARevisionThatIsThereTwiceOrSaysNothingNew() {
        Viewers row = row();

        assertThat(Truths.repeated("viewer", List.of(told(row, 1), told(row, 1))))
                .singleElement()
                .asString()
                .contains("DUPLICATE", "revision 1 after 1");
        assertThat(Truths.repeated("viewer", List.of(told(row, 1), told(row, 2))))
                .singleElement()
                .asString()
                .contains("DUPLICATE", "revision 2 says nothing new");
        assertThat(Truths.repeated("viewer", List.of(told(row, 1), told(more(row), 2))))
                .isEmpty();
    }

    /** While the story stands still, an hour begins by the poller's own clock. */
    @Test
    void takesAnHourThatBeginsMeanwhileForNoFlawUnlessItHasFigures() {
        Instant stopped = Instant.now().truncatedTo(ChronoUnit.HOURS).minusSeconds(1);
        EventTruth late = new EventTruth(Scenario.demo(7, stopped), stopped, stopped);
        Instant begun = stopped.plusSeconds(1);
        DevicePlayback nothing = new DevicePlayback(0L, 0L, 0L, 0L);

        assertThat(late.hourly(List.of(hour(begun, nothing))))
                .noneMatch(finding -> finding.what().contains(begun.toString()));
        assertThat(late.hourly(List.of(hour(begun, new DevicePlayback(1L, 0L, 1L, 1L)))))
                .anyMatch(finding ->
                        finding.flaw() == Flaw.STALE && finding.what().contains(begun.toString()));
    }

    private Viewers row() {
        return story.viewers(EPOCH, STOPPED, STOPPED).get(0);
    }

    private static Viewers more(Viewers it) {
        return new Viewers(it.app(), it.stream(), it.minute(), it.avg(), it.min(), it.max() + 1, it.sum() + 1);
    }

    private static Told<ViewerCount> told(Viewers it, int revision) {
        ViewerCount event = ViewerCount.newBuilder()
                .setId("scaleengine/158/" + it.app() + "/" + it.stream() + "/60/" + it.minute())
                .setRevision(revision)
                .setObservedAt(STOPPED)
                .setCompleteness(Completeness.PROVISIONAL)
                .setProvider("scaleengine")
                .setAccount("158")
                .setApp(it.app())
                .setStream(it.stream())
                .setWindowStart(it.minute())
                .setWindowSeconds(60)
                .setViewersAvg(it.avg())
                .setViewersMin(it.min())
                .setViewersMax(it.max())
                .setViewersSum(it.sum())
                .setFlags(List.of())
                .build();
        return new Told<>("key", 0, event);
    }

    private static Told<HourlyPlayback> hour(Instant at, DevicePlayback figures) {
        ZonedDateTime local = at.atZone(ZoneId.of("Asia/Shanghai"));
        HourlyPlayback event = HourlyPlayback.newBuilder()
                .setId("polyv/sandboxuser/" + local.toLocalDate() + "/" + String.format("%02d", local.getHour()))
                .setRevision(1)
                .setObservedAt(at)
                .setCompleteness(Completeness.PROVISIONAL)
                .setProvider("polyv")
                .setAccount("sandboxuser")
                .setDay(local.toLocalDate().toString())
                .setHour(local.getHour())
                .setZone("Asia/Shanghai")
                .setWindowStart(at)
                .setWindowSeconds(3600)
                .setDesktop(figures)
                .setMobile(new DevicePlayback(0L, 0L, 0L, 0L))
                .setBytesFinal(false)
                .setFlags(List.of())
                .build();
        return new Told<>("key", 0, event);
    }
}
