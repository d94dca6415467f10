package io.tallylight.poller.huawei;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallylight.event.PollTarget;
import io.tallylight.poller.huawei.HuaweiConfig.Regions;
import io.tallylight.poller.targets.Fields;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Locale;

/** A channel of a project, and what is asked about it. */
record HuaweiChannel(String project, String domain, String app, String channel) {

    static final int LIMIT = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a target of the targets file. What goes into keys and ids must not hold their separator. */
    static HuaweiChannel read(String account, Fields fields) {
        if (!account.matches("[A-Za-z0-9_-]+")) {
            fields.problem("account", "expected a project id of letters and digits, found " + account);
        }
        return new HuaweiChannel(account, plain(fields, "domain"), plain(fields, "app"), plain(fields, "channel"));
    }

    static HuaweiChannel of(String account, PollTarget target) {
        return new HuaweiChannel(account, said(target, "domain"), said(target, "app"), said(target, "channel"));
    }

    String name() {
        return String.join("/", project, domain, app, channel);
    }

    String key() {
        return "huawei/" + name();
    }

    URI uri(URI api, HuaweiAsk ask) {
        String base = api.toString().replaceAll("/+$", "");
        return URI.create(
                base + "/v1/" + project + "/ott/channels/statistic?limit=" + LIMIT + "&offset=" + ask.offset());
    }

    /** The request's body: all kinds of signals, in the order of the provider's own example. */
    Buffer question(HuaweiAsk ask, Regions regions) {
        ObjectNode question = JSON.createObjectNode()
                .put("domain", domain)
                .put("app_name", app)
                .put("id", channel)
                .put("type", "scte35");
        question.putObject("scte35")
                .put("type", "all")
                .put("start_time", ask.startTime().getEpochSecond())
                .put("end_time", ask.span().to().getEpochSecond());
        if (regions != Regions.MASTER) {
            question.put("region_type", regions.name().toLowerCase(Locale.ROOT));
        }
        return Buffer.buffer(question.toString());
    }

    private static String plain(Fields fields, String field) {
        String text = fields.text(field);
        if (text.matches(".*[/\\s].*")) {
            fields.problem(field, "expected a text without slash and white space, found '" + text + "'");
        }
        return text;
    }

    private static String said(PollTarget target, String field) {
        return String.valueOf(target.getSettings().get(field));
    }
}
