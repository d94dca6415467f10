package io.tallylight.local.truth;

import io.tallylight.local.truth.Bus.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** How a topic is held against the truth: nothing missing, nothing twice, nothing stale, nothing that never was. */
public final class Truths {

    private static final Set<String> STAMPS = Set.of("revision", "observedAt", "sourceRevision");

    /** How a topic can be wrong: it lacks something, says it twice, or says what is not so. */
    public enum Flaw {
        MISSING,
        DUPLICATE,
        STALE
    }

    /** One thing that is wrong, in words. */
    public record Finding(Flaw flaw, String what) {}

    private Truths() {}

    /** Of each id the record with the highest revision. */
    public static <T extends SpecificRecord> Map<String, T> newest(List<Told<T>> told) {
        Map<String, T> newest = new LinkedHashMap<>();
        for (Told<T> one : told) {
            newest.merge(id(one.value()), one.value(), (a, b) -> revision(a) > revision(b) ? a : b);
        }
        return newest;
    }

    /** Each id and revision once, and no revision that says the same as the one before. */
    public static <T extends SpecificRecord> List<Finding> repeated(String topic, List<Told<T>> told) {
        List<Finding> findings = new ArrayList<>();
        Map<String, T> before = new HashMap<>();
        for (Told<T> one : told) {
            T last = before.put(id(one.value()), one.value());
            String what = topic + " " + id(one.value()) + ": revision " + revision(one.value());
            if (last != null && revision(last) >= revision(one.value())) {
                findings.add(new Finding(Flaw.DUPLICATE, what + " after " + revision(last)));
            } else if (last != null && content(last).equals(content(one.value()))) {
                findings.add(new Finding(Flaw.DUPLICATE, what + " says nothing new"));
            }
        }
        return findings;
    }

    /** Both ways: what the truth has and the topic has not, what the topic has and the truth has not, and what differs. */
    public static <K, A, B> List<Finding> compared(
            String topic, Map<K, A> truth, Map<K, B> told, BiFunction<A, B, @Nullable String> difference) {
        List<Finding> findings = new ArrayList<>();
        truth.forEach((key, expected) -> {
            B found = told.get(key);
            String differs = found == null ? "is missing" : difference.apply(expected, found);
            if (differs != null) {
                Flaw flaw = found == null ? Flaw.MISSING : Flaw.STALE;
                findings.add(new Finding(flaw, topic + " " + key + ": " + differs));
            }
        });
        told.keySet().stream()
                .filter(key -> !truth.containsKey(key))
                .forEach(key -> findings.add(new Finding(Flaw.STALE, topic + " " + key + ": never happened")));
        return findings;
    }

    /** The findings as people read them. */
    public static List<String> words(List<Finding> findings) {
        return findings.stream().map(Finding::what).toList();
    }

    /** Null where all pairs are equal; names are given before each pair. */
    public static @Nullable String unless(@Nullable Object... namesAndPairs) {
        for (int i = 0; i < namesAndPairs.length; i += 3) {
            if (!Objects.equals(namesAndPairs[i + 1], namesAndPairs[i + 2])) {
                return namesAndPairs[i] + " expected " + namesAndPairs[i + 1] + ", found " + namesAndPairs[i + 2];
            }
        }
        return null;
    }

    private static String id(SpecificRecord event) {
        return String.valueOf(event.get(event.getSchema().getField("id").pos()));
    }

    private static int revision(SpecificRecord event) {
        return (Integer) event.get(event.getSchema().getField("revision").pos());
    }

    private static Map<String, String> content(SpecificRecord event) {
        return event.getSchema().getFields().stream()
                .filter(field -> !STAMPS.contains(field.name()))
                .collect(Collectors.toMap(Schema.Field::name, field -> String.valueOf(event.get(field.pos()))));
    }
}
