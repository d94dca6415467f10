package io.tallylight.poller.targets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A piece of YAML that knows its line. What does not have the expected shape is a problem, and reads as empty. */
record YamlNode(Node node, Consumer<String> problems) {

    String line() {
        return "line " + (node.getStartMark().getLine() + 1);
    }

    void problem(String problem) {
        problems.accept(line() + ": " + problem);
    }

    /** The entries in order; a repeated key is a problem. */
    Map<String, YamlNode> entries(String what) {
        if (!(node instanceof MappingNode mapping)) {
            problem("expected " + what + " as a mapping, found " + shape());
            return Map.of();
        }
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            YamlNode key = new YamlNode(tuple.getKeyNode(), problems);
            if (entries.put(key.scalar(), new YamlNode(tuple.getValueNode(), problems)) != null) {
                key.problem(key.scalar() + " stands here twice");
            }
        }
        return entries;
    }

    List<YamlNode> items(String what) {
        if (!(node instanceof SequenceNode sequence)) {
            problem("expected " + what + " as a list, found " + shape());
            return List.of();
        }
        List<YamlNode> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(new YamlNode(item, problems)));
        return items;
    }

    /** The text of a scalar, whatever its type; empty for anything else. */
    String scalar() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** Text, Long, or a list of them: what a target's settings are made of. */
    Object value() {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(item -> new YamlNode(item, problems).single())
                    .toList();
        }
        return single();
    }

    private Object single() {
        if (!(node instanceof ScalarNode)) {
            problem("expected a text, a number or a list of them, found " + shape());
        }
        return node.getTag().equals(Tag.INT) && scalar().matches("-?\\d{1,18}") ? Long.valueOf(scalar()) : scalar();
    }

    private String shape() {
        return switch (node.getNodeId()) {
            case mapping -> "a mapping";
            case sequence -> "a list";
            default -> "'" + scalar() + "'";
        };
    }
}
