package io.tallylight.schemas;

import io.tallylight.event.AdBreak;
import io.tallylight.event.Alert;
import io.tallylight.event.ChannelHour;
import io.tallylight.event.Cue;
import io.tallylight.event.Gap;
import io.tallylight.event.HourlyPlayback;
import io.tallylight.event.Metric;
import io.tallylight.event.PushSession;
import io.tallylight.event.Rejection;
import io.tallylight.event.SpliceSignal;
import io.tallylight.event.Target;
import io.tallylight.event.ViewerCount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** The one list of topics: every name, key, type, partition count and retention of the contract. */
public final class Topics {

    /** Chosen once: changing it later would move keys to other partitions. */
    private static final int PARTITIONS = 12;

    public static final Topic<ViewerCount> VIEWER =
            kept("viewer", ViewerCount.class, "provider/account/app/stream", Duration.ofDays(30));
    public static final Topic<HourlyPlayback> HOURLY =
            kept("hourly", HourlyPlayback.class, "provider/account", Duration.ofDays(90));
    public static final Topic<SpliceSignal> SCTE35 =
            kept("scte35", SpliceSignal.class, "provider/account/domain/app/channel", Duration.ofDays(30));
    public static final Topic<PushSession> PUSH_SESSION =
            kept("push-session", PushSession.class, "provider/account/domain/stream", Duration.ofDays(90));
    public static final Topic<Gap> GAPS = kept("gaps", Gap.class, "target", Duration.ofDays(90));
    public static final Topic<Rejection> REJECTIONS =
            kept("rejections", Rejection.class, "where the input came from", Duration.ofDays(30));
    public static final Topic<Metric> METRICS = kept("metrics", Metric.class, "channel", Duration.ofDays(30));
    public static final Topic<ChannelHour> CHANNEL_HOURS =
            kept("channel-hours", ChannelHour.class, "channel", Duration.ofDays(400));
    public static final Topic<Cue> CUES = kept("cues", Cue.class, "channel", Duration.ofDays(30));
    public static final Topic<AdBreak> AD_BREAKS = kept("ad-breaks", AdBreak.class, "channel", Duration.ofDays(90));
    public static final Topic<Alert> ALERTS = compacted("alerts", Alert.class, "fingerprint");
    public static final Topic<Target> TARGETS_SCALEENGINE = targets("scaleengine");
    public static final Topic<Target> TARGETS_POLYV = targets("polyv");
    public static final Topic<Target> TARGETS_HUAWEI = targets("huawei");
    public static final Topic<Target> TARGETS_WANGSU = targets("wangsu");

    private static final List<Topic<?>> ALL = List.of(
            VIEWER,
            HOURLY,
            SCTE35,
            PUSH_SESSION,
            GAPS,
            REJECTIONS,
            METRICS,
            CHANNEL_HOURS,
            CUES,
            AD_BREAKS,
            ALERTS,
            TARGETS_SCALEENGINE,
            TARGETS_POLYV,
            TARGETS_HUAWEI,
            TARGETS_WANGSU);

    private Topics() {}

    public static List<Topic<?>> all() {
        return ALL;
    }

    /** The topic of that name, without prefix. */
    public static Optional<Topic<?>> named(String name) {
        return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }

    private static Topic<Target> targets(String provider) {
        return compacted("targets." + provider, Target.class, "account");
    }

    private static <T extends SpecificRecord> Topic<T> kept(
            String name, Class<T> type, String key, Duration retention) {
        return new Topic<>(name, type, key, PARTITIONS, Optional.of(retention));
    }

    private static <T extends SpecificRecord> Topic<T> compacted(String name, Class<T> type, String key) {
        return new Topic<>(name, type, key, PARTITIONS, Optional.empty());
    }
}
