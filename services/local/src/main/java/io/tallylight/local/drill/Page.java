package io.tallylight.local.drill;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One look at a service's {@code /metrics}. */
public record Page(String text) {

    /**
     * The sum of a metric over all of its labels but those that are given.
     *
     * @param labels such as {@code answer="broken"}, each of which must be there
     */
    public double sum(String name, String... labels) {
        Matcher line = Pattern.compile("(?m)^" + Pattern.quote(name) + "(?:\\{([^}]*)})? (\\S+)$")
                .matcher(text);
        double sum = 0;
        while (line.find()) {
            String all = line.group(1) == null ? "" : line.group(1);
            if (List.of(labels).stream().allMatch(all::contains)) {
                sum += Double.parseDouble(line.group(2));
            }
        }
        return sum;
    }
}
