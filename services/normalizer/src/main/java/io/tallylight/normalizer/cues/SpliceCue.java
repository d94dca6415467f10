package io.tallylight.normalizer.cues;

import io.tallylight.event.Cue;
import io.tallylight.event.Disagreement;
import io.tallylight.event.Finding;
import io.tallylight.event.SpliceSignal;
import io.tallylight.normalizer.mapping.Expectations;
import io.tallylight.normalizer.mapping.Figure;
import io.tallylight.normalizer.mapping.Mapping;
import io.tallylight.normalizer.mapping.MetricName;
import io.tallylight.normalizer.mapping.Part;
import io.tallylight.normalizer.mapping.Source;
import io.tallylight.normalizer.mapping.StreamName;
import io.tallylight.normalizer.mapping.Verdict;
import io.tallylight.normalizer.mapping.Verdict.Accepted;
import io.tallylight.scte35.Decoded;
import io.tallylight.scte35.Pts;
import io.tallylight.scte35.Splice;
import io.tallylight.scte35.SpliceInfo;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One ad signal decoded. The provider's row is never lost: a message that cannot be read gives a cue that says so, and
 * what row and raw_splice say otherwise than the message is told, never mended.
 */
public final class SpliceCue implements Mapping<SpliceSignal> {

    private static final int MINUTE_SECONDS = 60;
    private static final Decoded MISSING = new Decoded(null, List.of(), false);

    @Override
    public StreamName stream(SpliceSignal event) {
        String stream = event.getDomain() + "/" + event.getApp() + "/" + event.getChannel();
        return new StreamName(event.getProvider(), event.getAccount(), stream);
    }

    @Override
    public Verdict judge(SpliceSignal event, String channel) {
        return new Expectations(event, event.getId(), event.getRevision())
                .since1970("startAt", event.getStartAt())
                .orElse(() -> accepted(event, channel));
    }

    private Verdict accepted(SpliceSignal event, String channel) {
        Source source = source(event, channel);
        Decoded decoded = event.getBase64() == null ? MISSING : Splice.decodeBase64(event.getBase64());
        SpliceInfo info = decoded.info();
        Message message = info == null ? null : new Message(info);
        Cue cue = cue(event, source, decoded, message);
        return new Accepted(source, figures(event, message), Optional.of(cue));
    }

    private Source source(SpliceSignal event, String channel) {
        return new Source(
                event.getId(),
                event.getRevision(),
                event.getObservedAt(),
                event.getCompleteness(),
                stream(event),
                channel,
                event.getStartAt().truncatedTo(ChronoUnit.MINUTES),
                MINUTE_SECONDS);
    }

    private static Cue cue(SpliceSignal event, Source source, Decoded decoded, @Nullable Message message) {
        Optional<Claims> raw = Optional.ofNullable(event.getRawSplice()).flatMap(RawSplice::claims);
        Cue.Builder cue = Cue.newBuilder()
                .setId(source.id())
                .setRevision(source.revision())
                .setObservedAt(source.observedAt())
                .setChannel(source.channel())
                .setProvider(source.stream().provider())
                .setAccount(source.stream().account())
                .setStream(source.stream().stream())
                .setRegion(event.getRegion())
                .setSourceId(source.id())
                .setSourceRevision(source.revision())
                .setStartAt(event.getStartAt())
                .setFirstSeenAt(event.getFirstSeenAt())
                .setReadable(false)
                .setCrcValid(decoded.crcValid())
                .setEncrypted(false)
                .setCommand("")
                .setBase64(event.getBase64())
                .setFindings(findings(event, decoded, raw.isPresent()));
        if (message != null) {
            CueFields.fill(cue, message);
            cue.setDisagreements(disagreements(event, message, raw));
        }
        return cue.build();
    }

    private static List<Finding> findings(SpliceSignal event, Decoded decoded, boolean rawReadable) {
        List<Finding> findings = new ArrayList<>();
        if (event.getBase64() == null) {
            findings.add(new Finding("message_missing", "expected a message in base64, found none"));
        }
        decoded.findings()
                .forEach(finding -> findings.add(new Finding(finding.code().text(), finding.detail())));
        if (event.getRawSplice() != null && !rawReadable) {
            findings.add(new Finding("raw_splice_invalid", "expected a JSON object, found something else"));
        }
        return findings;
    }

    private static List<Disagreement> disagreements(SpliceSignal event, Message message, Optional<Claims> raw) {
        Claims decoded = message.claims();
        List<Disagreement> all = new ArrayList<>(Summary.claims(event).disagreements("summary", decoded));
        raw.ifPresent(claims -> all.addAll(claims.disagreements("raw_splice", decoded)));
        return all;
    }

    private static List<Figure> figures(SpliceSignal event, @Nullable Message message) {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(Part.of(MetricName.AD_SIGNALS), 1, event.getCompleteness()));
        adSeconds(event, message)
                .map(seconds -> new Figure(Part.of(MetricName.AD_SIGNALLED_DURATION), seconds, event.getCompleteness()))
                .ifPresent(figures::add);
        return figures;
    }

    /** The message's own; the provider's only where the message cannot be read. */
    private static Optional<Double> adSeconds(SpliceSignal event, @Nullable Message message) {
        if (message == null || message.info().encryptedPacket()) {
            return Optional.ofNullable(event.getDurationSeconds()).map(Long::doubleValue);
        }
        return message.adTicks().stream()
                .mapToObj(ticks -> (double) ticks / Pts.TICKS_PER_SECOND)
                .findFirst();
    }
}
