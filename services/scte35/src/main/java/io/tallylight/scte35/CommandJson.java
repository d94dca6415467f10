package io.tallylight.scte35;

import io.tallylight.scte35.SpliceCommand.BandwidthReservation;
import io.tallylight.scte35.SpliceCommand.BreakDuration;
import io.tallylight.scte35.SpliceCommand.Component;
import io.tallylight.scte35.SpliceCommand.Encrypted;
import io.tallylight.scte35.SpliceCommand.PrivateCommand;
import io.tallylight.scte35.SpliceCommand.RawCommand;
import io.tallylight.scte35.SpliceCommand.SpliceInsert;
import io.tallylight.scte35.SpliceCommand.SpliceNull;
import io.tallylight.scte35.SpliceCommand.SpliceTime;
import io.tallylight.scte35.SpliceCommand.TimeSignal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code splice_command} of {@link SpliceJson}. */
final class CommandJson implements SpliceCommand.Cases<Map<String, Object>> {
    static final CommandJson CASES = new CommandJson();

    private CommandJson() {}

    @Override
    public Map<String, Object> spliceNull(SpliceNull command) {
        return new LinkedHashMap<>();
    }

    @Override
    public Map<String, Object> spliceSchedule(SpliceSchedule command) {
        List<Object> events = new ArrayList<>();
        for (SpliceSchedule.Event event : command.events()) events.add(event(event));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("splice_count", (long) events.size());
        json.put("events", events);
        return json;
    }

    private static Map<String, Object> event(SpliceSchedule.Event event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("splice_event_id", event.spliceEventId());
        json.put("splice_event_cancel_indicator", event.cancel());
        json.put("event_id_compliance_flag", event.eventIdCompliance());
        if (event.cancel()) return json;
        json.put("out_of_network_indicator", event.outOfNetwork());
        json.put("program_splice_flag", event.programSplice());
        json.put("duration_flag", event.breakDuration() != null);
        if (event.programSplice()) json.put("utc_splice_time", event.utcSpliceTime());
        else plannedComponents(event, json);
        if (event.breakDuration() != null) json.put("break_duration", breakDuration(event.breakDuration()));
        json.put("unique_program_id", (long) event.uniqueProgramId());
        json.put("avail_num", (long) event.availNum());
        json.put("avails_expected", (long) event.availsExpected());
        return json;
    }

    private static void plannedComponents(SpliceSchedule.Event event, Map<String, Object> json) {
        List<Object> components = new ArrayList<>();
        for (SpliceSchedule.Component component : event.components()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("component_tag", (long) component.tag());
            one.put("utc_splice_time", component.utcSpliceTime());
            components.add(one);
        }
        json.put("component_count", (long) components.size());
        json.put("components", components);
    }

    @Override
    public Map<String, Object> spliceInsert(SpliceInsert command) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("splice_event_id", command.spliceEventId());
        json.put("splice_event_cancel_indicator", command.cancel());
        if (command.cancel()) return json;
        json.put("out_of_network_indicator", command.outOfNetwork());
        json.put("program_splice_flag", command.programSplice());
        json.put("duration_flag", command.breakDuration() != null);
        json.put("splice_immediate_flag", command.immediate());
        json.put("event_id_compliance_flag", command.eventIdCompliance());
        if (command.programTime() != null) json.put("splice_time", spliceTime(command.programTime()));
        if (!command.programSplice()) components(command, json);
        if (command.breakDuration() != null) json.put("break_duration", breakDuration(command.breakDuration()));
        json.put("unique_program_id", (long) command.uniqueProgramId());
        json.put("avail_num", (long) command.availNum());
        json.put("avails_expected", (long) command.availsExpected());
        return json;
    }

    private static void components(SpliceInsert command, Map<String, Object> json) {
        List<Object> components = new ArrayList<>();
        for (Component component : command.components()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("component_tag", (long) component.tag());
            if (component.time() != null) one.put("splice_time", spliceTime(component.time()));
            components.add(one);
        }
        json.put("component_count", (long) components.size());
        json.put("components", components);
    }

    @Override
    public Map<String, Object> timeSignal(TimeSignal command) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("splice_time", spliceTime(command.time()));
        return json;
    }

    @Override
    public Map<String, Object> bandwidthReservation(BandwidthReservation command) {
        return new LinkedHashMap<>();
    }

    @Override
    public Map<String, Object> privateCommand(PrivateCommand command) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("identifier", command.identifier());
        json.put("private_bytes_hex", command.bytes().hex());
        json.put("private_bytes_text", command.bytes().latin1());
        return json;
    }

    @Override
    public Map<String, Object> raw(RawCommand command) {
        return hex(command.bytes());
    }

    @Override
    public Map<String, Object> encrypted(Encrypted command) {
        return hex(command.payload());
    }

    private static Map<String, Object> hex(Bytes bytes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("hex", bytes.hex());
        return json;
    }

    private static Map<String, Object> spliceTime(SpliceTime time) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("time_specified_flag", time.specified());
        if (time.specified()) json.put("pts_time", time.pts());
        return json;
    }

    private static Map<String, Object> breakDuration(BreakDuration duration) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("auto_return", duration.autoReturn());
        json.put("duration", duration.ticks());
        return json;
    }
}
