package io.tallylight.poller.targets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one target in the targets file. Asking for a field checks it; what is wrong is collected, and fields that
 * nobody asked for are problems too. After a problem a getter returns an empty value.
 */
public final class Fields {

    private final String where;
    private final Map<String, Object> values;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();

    /** @param where what to call these fields in a message, such as "line 4, account 158, target 1" */
    public Fields(String where, Map<String, Object> values) {
        this.where = where;
        this.values = values;
    }

    /** A text that must be there and not be empty; a number counts as its digits. */
    public String text(String field) {
        Optional<String> text = maybeText(field);
        if (text.isEmpty() && !values.containsKey(field)) {
            problem(field, "is required: expected a text");
        }
        return text.orElse("");
    }

    public Optional<String> maybeText(String field) {
        asked.add(field);
        Object value = values.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if ((value instanceof String text && !text.isBlank()) || value instanceof Number) {
            return Optional.of(String.valueOf(value));
        }
        problem(field, "expected a text, found " + value);
        return Optional.empty();
    }

    /** A list of texts, or one text alone; empty where the field is not there. */
    public List<String> texts(String field) {
        if (!(values.get(field) instanceof Collection<?> list)) {
            return maybeText(field).map(List::of).orElse(List.of());
        }
        asked.add(field);
        if (list.isEmpty() || !list.stream().allMatch(item -> item instanceof String || item instanceof Number)) {
            problem(field, "expected a text or a list of texts, found " + list);
            return List.of();
        }
        return list.stream().map(String::valueOf).toList();
    }

    /** Adds a problem of the feed's own finding. */
    public void problem(String field, String problem) {
        problems.add(where + ": " + field + " " + problem);
    }

    /** All that is wrong, fields that no poller knows included. */
    public List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        values.keySet().stream()
                .filter(field -> !asked.contains(field))
                .sorted()
                .forEach(field -> all.add(where + ": " + field + " is no field of such a target; known are "
                        + String.join(", ", asked.stream().sorted().toList())));
        return all;
    }
}
