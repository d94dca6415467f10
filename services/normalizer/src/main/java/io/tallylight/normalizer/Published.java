package io.tallylight.normalizer;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.tallylight.event.Completeness;
import io.tallylight.event.Cue;
import io.tallylight.normalizer.mapping.Figure;
import io.tallylight.normalizer.mapping.Part;
import io.tallylight.normalizer.mapping.Source;
import io.tallylight.normalizer.mapping.Verdict.Accepted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * What was published of one event, as much as is needed to see whether a later revision says anything else. The rest of
 * a metric follows from its id.
 *
 * @param seenAt observedAt of the revision, in milliseconds since 1970
 * @param cue fingerprint of the cue's content; empty without one
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"revision", "seenAt", "channel", "cue", "figures"})
record Published(int revision, long seenAt, String channel, String cue, List<Figure> figures) {

    static final Published NOTHING = new Published(0, 0, "", "", List.of());

    /** A replay or a late copy: its truth, or a newer one, is out already. */
    boolean covers(Source source) {
        return source.revision() <= revision;
    }

    /** What is out once {@link #changes} are: a figure that the event no longer yields stays, as 0. */
    Published after(Accepted now) {
        Source source = now.source();
        return new Published(
                source.revision(),
                source.observedAt().toEpochMilli(),
                source.channel(),
                now.cue().map(CueFingerprint::of).orElse(""),
                complete(now));
    }

    /** The records that say what is new or different in {@code now}, at its revision. */
    List<SpecificRecord> changes(Accepted now) {
        Source source = now.source();
        boolean moved = !source.channel().equals(channel);
        Map<Part, Figure> known = byPart(figures);
        List<SpecificRecord> changes = new ArrayList<>();
        for (Figure figure : complete(now)) {
            if (moved || !figure.equals(known.get(figure.part()))) {
                changes.add(figure.metric(source));
            }
        }
        now.cue().filter(this::isNew).ifPresent(changes::add);
        return changes;
    }

    private boolean isNew(Cue now) {
        return !CueFingerprint.of(now).equals(cue);
    }

    private List<Figure> complete(Accepted now) {
        Map<Part, Figure> current = byPart(now.figures());
        Completeness completeness = now.source().completeness();
        List<Figure> all = new ArrayList<>(now.figures());
        figures.stream()
                .filter(before -> !current.containsKey(before.part()))
                .forEach(gone -> all.add(new Figure(gone.part(), 0, completeness)));
        return all;
    }

    private static Map<Part, Figure> byPart(List<Figure> figures) {
        return figures.stream().collect(Collectors.toMap(Figure::part, Function.identity()));
    }
}
