package io.tallylight.poller.wangsu;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallylight.event.PollTarget;
import io.tallylight.poller.targets.Fields;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.List;

/**
 * A domain of an account, and what is asked about it.
 *
 * @param streams publishing point and stream name, such as live/test; empty for every stream of the domain
 */
record WangsuTarget(String account, String domain, List<String> streams) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a target of the targets file. One domain is one target: asking twice would spend the quota twice. */
    static WangsuTarget read(String account, Fields fields) {
        if (account.matches(".*[:/\\s\\p{Cntrl}].*")) { // Basic authentication ends the user name at the first colon
            fields.problem("account", "expected a user name without colon, slash and white space, found " + account);
        }
        String domain = fields.text("domain");
        if (domain.matches(".*[/\\s].*")) {
            fields.problem("domain", "expected a domain name, found '" + domain + "'");
        }
        List<String> streams = fields.texts("streams");
        for (String stream : streams) {
            if (!stream.matches("[^/]+/.+") || stream.startsWith(domain + "/")) {
                fields.problem("streams", "expected app/stream without the domain, found '" + stream + "'");
            }
        }
        return new WangsuTarget(account, domain, streams);
    }

    static WangsuTarget of(String account, PollTarget target) {
        Object streams = target.getSettings().get("streams");
        List<String> names = streams instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : streams == null ? List.of() : List.of(String.valueOf(streams));
        return new WangsuTarget(account, String.valueOf(target.getSettings().get("domain")), names);
    }

    String name() {
        return account + "/" + domain;
    }

    /** The request's body: both dates always, because one alone is an error and none means the last seven days. */
    Buffer question(WangsuAsk ask) {
        ObjectNode question = JSON.createObjectNode()
                .put("dateFrom", ask.from().toString())
                .put("dateTo", ask.to().toString());
        ObjectNode asked = question.putArray("domainStream").addObject().put("domain", domain);
        if (!streams.isEmpty()) {
            ArrayNode names = asked.putArray("stream");
            streams.forEach(names::add);
        }
        return Buffer.buffer(question.toString());
    }
}
