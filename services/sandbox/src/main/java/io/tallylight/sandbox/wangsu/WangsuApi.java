package io.tallylight.sandbox.wangsu;

import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.SimulatorServer.Reply;
import io.tallylight.sandbox.SimulatorServer.Request;
import io.tallylight.sandbox.Story;
import io.tallylight.sandbox.wangsu.DurationRequest.DomainStreams;
import io.tallylight.sandbox.wangsu.Sessions.Piece;
import io.tallylight.sandbox.wangsu.WangsuRules.Quirk;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** From request to reply, without a server: who asks, how, what for, and then the pushes. */
final class WangsuApi {

    static final String PATH = "/api/report/domain/stream/duration";
    private static final Pattern ZONE = Pattern.compile("GMT[+-](0\\d|1[0-4]):00");
    private static final String DEFAULT_ZONE = "GMT+08:00";

    private final Story story;
    private final WangsuGate gate;
    private final InstantSource clock;
    private volatile WangsuRules rules;

    WangsuApi(InstantSource clock, Story story, Accounts.Wangsu account, WangsuRules rules) {
        this.story = story;
        this.gate = new WangsuGate(account);
        this.rules = rules;
        this.clock = clock;
    }

    long overLimit() {
        return gate.overLimit();
    }

    void follow(WangsuRules other) {
        rules = other;
    }

    Reply answer(Request request) {
        if (!request.path().equals(PATH)) {
            return Reply.of(404, "text/html", "<html><body><h1>404 Not Found</h1></body></html>");
        }
        if (!request.method().equals("POST")) {
            return Reply.of(405, "text/html", "<html><body><h1>405 Method Not Allowed</h1></body></html>");
        }
        WangsuRules rulesNow = rules;
        Instant now = clock.instant();
        return gate.refuse(request, rulesNow, now).orElseGet(() -> admitted(request, rulesNow, now));
    }

    private Reply admitted(Request request, WangsuRules rulesNow, Instant now) {
        Optional<Writing> accepted = accepted(request.header("Accept").orElse("*/*"), rulesNow);
        Writing writing = accepted.orElseGet(() -> new JsonWriting(rulesNow));
        return malformed(request, accepted.isPresent())
                .map(error -> refused(writing, error))
                .orElseGet(() -> DurationRequest.read(request.text())
                        .map(asked -> answer(asked, zone(request), rulesNow, now, writing))
                        .orElseGet(() -> refused(writing, WangsuError.BODY)));
    }

    /** WS-S2, but for the body's own syntax. */
    private static Optional<WangsuError> malformed(Request request, boolean accepted) {
        if (request.body().length() == 0 || request.header("Content-Type").isEmpty()) {
            return Optional.of(WangsuError.NO_BODY);
        }
        if (!accepted) {
            return Optional.of(WangsuError.ACCEPT);
        }
        return ZONE.matcher(request.header("X-Time-Zone").orElse(DEFAULT_ZONE)).matches()
                ? Optional.empty()
                : Optional.of(WangsuError.TIME_ZONE);
    }

    private static ZoneId zone(Request request) {
        return ZoneId.of(request.header("X-Time-Zone").orElse(DEFAULT_ZONE));
    }

    private Reply answer(DurationRequest asked, ZoneId zone, WangsuRules rulesNow, Instant now, Writing writing) {
        Function<WangsuError, Reply> refuse = error -> refused(writing, error);
        return Period.of(
                asked,
                zone,
                now,
                rulesNow,
                period -> domainFault(asked.domains(), rulesNow)
                        .map(refuse)
                        .orElseGet(() ->
                                report(asked, new Sessions(story, rulesNow, period, now), rulesNow, now, writing)),
                refuse);
    }

    private static Reply report(
            DurationRequest asked, Sessions sessions, WangsuRules rules, Instant now, Writing writing) {
        Writing.Times times = new Writing.Times(rules.openEnd(), now);
        return Reply.of(200, writing.contentType(), writing.answer(told(asked.domains(), sessions, rules), times));
    }

    private static Optional<WangsuError> domainFault(List<DomainStreams> domains, WangsuRules rules) {
        if (domains.isEmpty() || domains.stream().anyMatch(one -> one.domain().isEmpty())) {
            return Optional.of(WangsuError.DOMAIN);
        }
        return domains.size() > rules.domainLimit()
                ? Optional.of(WangsuError.domains(domains.size(), rules.domainLimit()))
                : Optional.empty();
    }

    /** A domain that is not the account's is left out without a word. */
    private static Map<String, Map<String, List<Piece>>> told(
            List<DomainStreams> asked, Sessions sessions, WangsuRules rules) {
        Map<String, Map<String, List<Piece>>> told = new LinkedHashMap<>();
        asked.stream()
                .filter(one -> rules.domains().contains(one.domain()))
                .forEach(one -> told.put(one.domain(), named(one.domain(), sessions.of(one), rules)));
        return told;
    }

    /** Asked for as {@code app/stream}, answered as {@code domain/app/stream}. */
    private static Map<String, List<Piece>> named(
            String domain, SortedMap<String, List<Piece>> streams, WangsuRules rules) {
        Map<String, List<Piece>> named = new LinkedHashMap<>();
        streams.forEach((stream, pieces) -> {
            boolean isForeign = rules.has(Quirk.FOREIGN_STREAM) && stream.equals(streams.lastKey());
            named.put((isForeign ? "foreign.example.com" : domain) + "/" + stream, pieces);
        });
        return named;
    }

    /** The first type of the list that the provider knows; quality values are not looked at. */
    private static Optional<Writing> accepted(String accept, WangsuRules rules) {
        for (String range : accept.split(",", -1)) {
            String type = range.split(";", 2)[0].trim();
            if (type.equals("application/xml")) {
                return Optional.of(new XmlWriting());
            }
            if (type.equals("application/json") || type.equals("application/*") || type.equals("*/*")) {
                return Optional.of(new JsonWriting(rules));
            }
        }
        return Optional.empty();
    }

    private static Reply refused(Writing writing, WangsuError error) {
        return Reply.of(error.status(), writing.contentType(), writing.error(error));
    }
}
