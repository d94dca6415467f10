package io.tallylight.scte35;

/** The names of segmentation_type_id (SCTE 35 2022b, 10.3.3.1, table 23; 0x02 as later lists name it). */
public final class SegmentationType {
    private static final String[] NAMES = new String[256];

    static {
        put(0x00, "Not Indicated");
        put(0x01, "Content Identification");
        put(0x02, "Call Ad Server");
        put(0x10, "Program Start");
        put(0x11, "Program End");
        put(0x12, "Program Early Termination");
        put(0x13, "Program Breakaway");
        put(0x14, "Program Resumption");
        put(0x15, "Program Runover Planned");
        put(0x16, "Program Runover Unplanned");
        put(0x17, "Program Overlap Start");
        put(0x18, "Program Blackout Override");
        put(0x19, "Program Join");
        pair(0x20, "Chapter");
        pair(0x22, "Break");
        pair(0x24, "Opening Credit");
        pair(0x26, "Closing Credit");
        pair(0x30, "Provider Advertisement");
        pair(0x32, "Distributor Advertisement");
        pair(0x34, "Provider Placement Opportunity");
        pair(0x36, "Distributor Placement Opportunity");
        pair(0x38, "Provider Overlay Placement Opportunity");
        pair(0x3A, "Distributor Overlay Placement Opportunity");
        pair(0x3C, "Provider Promo");
        pair(0x3E, "Distributor Promo");
        pair(0x40, "Unscheduled Event");
        pair(0x42, "Alternate Content Opportunity");
        pair(0x44, "Provider Ad Block");
        pair(0x46, "Distributor Ad Block");
        pair(0x50, "Network");
    }

    private SegmentationType() {}

    public static boolean isReserved(int typeId) {
        return NAMES[typeId & 0xFF] == null;
    }

    /** "Reserved" for every number that the specification does not name. */
    public static String nameOf(int typeId) {
        String name = NAMES[typeId & 0xFF];
        return name == null ? "Reserved" : name;
    }

    /** Whether the specification gives this type sub_segment_num and sub_segments_expected. */
    static boolean hasSubSegments(int typeId) {
        return switch (typeId) {
            case 0x30, 0x32, 0x34, 0x36, 0x38, 0x3A, 0x44, 0x46 -> true;
            default -> false;
        };
    }

    private static void put(int typeId, String name) {
        NAMES[typeId] = name;
    }

    private static void pair(int start, String what) {
        put(start, what + " Start");
        put(start + 1, what + " End");
    }
}
