package io.tallylight.normalizer.channels;

import io.tallylight.normalizer.mapping.StreamName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Channels by the provider's names of a stream. The first rule that matches wins. Safe for many threads. */
public final class ChannelNames {

    /** A rule for all streams that match three patterns; {@code *} stands for any text, also an empty one. */
    record Rule(String channel, Pattern provider, Pattern account, Pattern stream) {

        static Rule of(String channel, String provider, String account, String stream) {
            return new Rule(channel, pattern(provider), pattern(account), pattern(stream));
        }

        private boolean matches(StreamName name) {
            return provider.matcher(name.provider()).matches()
                    && account.matcher(name.account()).matches()
                    && stream.matcher(name.stream()).matches();
        }

        private static Pattern pattern(String text) {
            String regex =
                    List.of(text.split("\\*+", -1)).stream().map(Pattern::quote).collect(Collectors.joining(".*"));
            return Pattern.compile(regex, Pattern.DOTALL);
        }
    }

    /** No names: every channel is the event's key. */
    public static final ChannelNames NONE = new ChannelNames(List.of());

    /** Streams whose answer is kept, so that thousands of rules cost nothing per event; then it starts afresh. */
    private static final int KEPT = 100_000;

    private final List<Rule> rules;
    private final Map<StreamName, Optional<String>> kept = new ConcurrentHashMap<>();

    ChannelNames(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    public int size() {
        return rules.size();
    }

    /** Empty where no rule matches. */
    public Optional<String> channelOf(StreamName name) {
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        if (kept.size() >= KEPT) {
            kept.clear();
        }
        return kept.computeIfAbsent(name, this::look);
    }

    private Optional<String> look(StreamName name) {
        return rules.stream()
                .filter(rule -> rule.matches(name))
                .map(Rule::channel)
                .findFirst();
    }
}
