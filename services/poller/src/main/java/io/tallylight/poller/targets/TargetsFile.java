package io.tallylight.poller.targets;

import io.tallylight.event.PollTarget;
import io.tallylight.event.Target;
import io.tallylight.poller.Feed;
import io.tallylight.runtime.BadInput;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a targets file: all of it, or none of it with every problem named by line, field, expected and found. */
final class TargetsFile {

    /** A targets file that is refused whole. */
    static final class Malformed extends BadInput {
        private static final long serialVersionUID = 1L;

        Malformed(List<String> problems) {
            super(problems);
        }
    }

    private static final Duration LEAST_EVERY = Duration.ofMillis(20);

    private final Feed<?> feed;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private TargetsFile(Feed<?> feed) {
        this.feed = feed;
    }

    /**
     * The accounts by name. Stamps are not set yet: they depend on what the topic holds.
     *
     * @throws Malformed with all problems
     */
    static Map<String, Target> read(String yaml, Feed<?> feed) {
        TargetsFile file = new TargetsFile(feed);
        Map<String, Target> accounts = file.accounts(yaml);
        if (!file.problems.isEmpty()) {
            throw new Malformed(file.problems);
        }
        return accounts;
    }

    private Map<String, Target> accounts(String yaml) {
        Map<String, Target> accounts = new LinkedHashMap<>();
        Node root = composed(yaml);
        if (root == null) {
            if (problems.isEmpty()) { // a file that is just being written looks like this: it must not end all targets
                problems.add("line 1: accounts is required: expected a list of accounts, found nothing");
            }
            return accounts;
        }
        Map<String, YamlNode> top = new YamlNode(root, problems::add).entries("the file");
        only(top, Set.of("accounts"));
        YamlNode list = top.get("accounts");
        if (list == null) {
            problems.add("line 1: accounts is required: expected a list of accounts");
            return accounts;
        }
        for (YamlNode item : list.items("accounts")) {
            Target account = account(item);
            if (accounts.put(account.getAccount(), account) != null
                    && !account.getAccount().isEmpty()) {
                item.problem("account " + account.getAccount() + " stands in the file twice");
            }
        }
        return accounts;
    }

    private @Nullable Node composed(String yaml) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(yaml));
        } catch (YAMLException broken) {
            problems.add("no YAML: " + broken.getMessage());
            return null;
        }
    }

    private Target account(YamlNode item) {
        Map<String, YamlNode> entries = item.entries("an account");
        only(entries, Set.of("account", "credentials", "targets"));
        String account = text(entries, "account", item);
        String credentials = text(entries, "credentials", item);
        List<PollTarget> targets = new ArrayList<>();
        YamlNode list = entries.get("targets");
        if (list == null) {
            item.problem("targets is required: expected a list of targets");
        } else {
            list.items("targets").forEach(target -> targets.add(target(account, target)));
        }
        return new Target("", 0, Instant.EPOCH, feed.provider(), account, credentials, targets);
    }

    private PollTarget target(String account, YamlNode item) {
        Map<String, YamlNode> entries = new LinkedHashMap<>(item.entries("a target"));
        YamlNode every = entries.remove("every");
        YamlNode since = entries.remove("since");
        Map<String, Object> settings = new LinkedHashMap<>();
        entries.forEach((field, value) -> settings.put(field, value.value()));
        Fields fields = new Fields(item.line() + ", account " + account, settings);
        String id = feed.target(account, fields);
        problems.addAll(fields.problems());
        if (fields.problems().isEmpty() && !ids.add(id)) {
            item.problem("target " + id + " stands in the file twice");
        }
        return new PollTarget(id, every(every, item).toMillis(), since(since), settings, null);
    }

    private Duration every(@Nullable YamlNode node, YamlNode item) {
        if (node == null) {
            item.problem("every is required: expected an ISO-8601 duration such as PT60S");
            return LEAST_EVERY;
        }
        try {
            Duration every = Duration.parse(node.scalar());
            if (every.compareTo(LEAST_EVERY) >= 0) {
                return every;
            }
            node.problem("every: expected at least " + LEAST_EVERY + ", found " + every);
        } catch (DateTimeException malformed) {
            node.problem("every: expected an ISO-8601 duration such as PT60S, found '" + node.scalar() + "'");
        }
        return LEAST_EVERY;
    }

    private @Nullable Instant since(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        try {
            return Instant.parse(node.scalar());
        } catch (DateTimeException malformed) {
            node.problem("since: expected an instant such as 2026-11-20T00:00:00Z, found '" + node.scalar() + "'");
            return null;
        }
    }

    private static String text(Map<String, YamlNode> entries, String field, YamlNode item) {
        String text = entries.containsKey(field) ? entries.get(field).scalar() : "";
        if (text.isBlank()) {
            item.problem(field + " is required: expected a text");
        }
        return text;
    }

    private static void only(Map<String, YamlNode> entries, Set<String> known) {
        entries.forEach((field, value) -> {
            if (!known.contains(field)) {
                value.problem(field + " is not known here; known are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        });
    }
}
