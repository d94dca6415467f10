package io.tallylight.normalizer.channels;

import io.tallylight.normalizer.channels.ChannelNames.Rule;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads channels.yaml strictly: it is taken whole or not at all, and every problem is named with its line. */
final class ChannelsYaml {

    private static final List<String> FIELDS = List.of("channel", "provider", "account", "stream");
    private static final String EXPECTED_RULE =
            "a channel with patterns, such as { channel: news, provider: scaleengine, account: \"158\", stream: \"live/*\" }";
    private static final int MOST_CHARACTERS = 64 * 1024 * 1024;

    private final List<String> problems = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();

    private ChannelsYaml() {}

    /**
     * The names that the text gives.
     *
     * @throws InvalidChannels with every problem of it
     */
    static ChannelNames parse(String text) {
        ChannelsYaml yaml = new ChannelsYaml();
        yaml.read(text);
        if (!yaml.problems.isEmpty()) {
            throw new InvalidChannels(yaml.problems);
        }
        return new ChannelNames(yaml.rules);
    }

    private void read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root instanceof SequenceNode list) {
                list.getValue().forEach(this::rule);
            } else if (root != null && !root.getTag().equals(Tag.NULL)) {
                problem(root, "expected a list of channels, found " + kind(root));
            }
        } catch (MarkedYAMLException malformed) {
            int line = malformed.getProblemMark() == null
                    ? 1
                    : malformed.getProblemMark().getLine() + 1;
            problems.add("line " + line + ": expected YAML, found: " + malformed.getProblem());
        } catch (YAMLException unreadable) { // a character that no YAML may hold, or too many of them
            problems.add("expected YAML, found: " + unreadable.getMessage());
        }
    }

    private void rule(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            problem(node, "expected " + EXPECTED_RULE + ", found " + kind(node));
            return;
        }
        Map<String, String> fields = new HashMap<>();
        mapping.getValue().forEach(tuple -> field(tuple, fields));
        if (!fields.containsKey("channel")) {
            problem(node, "channel: expected a text, found nothing");
        }
        rules.add(Rule.of(
                fields.getOrDefault("channel", ""),
                fields.getOrDefault("provider", "*"),
                fields.getOrDefault("account", "*"),
                fields.getOrDefault("stream", "*")));
    }

    private void field(NodeTuple tuple, Map<String, String> fields) {
        String field = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : kind(tuple.getKeyNode());
        Node value = tuple.getValueNode();
        if (!FIELDS.contains(field)) {
            problem(tuple.getKeyNode(), field + ": expected one of " + String.join(", ", FIELDS) + ", found " + field);
        } else if (fields.containsKey(field)) {
            problem(tuple.getKeyNode(), field + ": expected once, found again");
        } else {
            fields.put(field, text(field, value));
        }
    }

    /** An empty stream is a name too: that of a whole account. */
    private String text(String field, Node value) {
        boolean text = value instanceof ScalarNode && !value.getTag().equals(Tag.NULL);
        String found = text ? ((ScalarNode) value).getValue() : "";
        boolean mayBeEmpty = field.equals("stream");
        if (!text || (found.isBlank() && !mayBeEmpty)) {
            problem(value, field + ": expected a text, found " + kind(value));
        }
        return found;
    }

    private void problem(Node node, String sentence) {
        problems.add("line " + (node.getStartMark().getLine() + 1) + ": " + sentence);
    }

    private static String kind(Node node) {
        if (node instanceof SequenceNode) {
            return "a list";
        }
        if (node instanceof MappingNode) {
            return "a set of fields";
        }
        String text = ((ScalarNode) node).getValue();
        return text.isBlank() ? "nothing" : "'" + text + "'";
    }
}
