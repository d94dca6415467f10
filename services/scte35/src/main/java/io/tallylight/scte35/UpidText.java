package io.tallylight.scte35;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How identifiers are written, per segmentation_upid_type. Text is Latin-1: senders do not keep to ASCII. */
final class UpidText {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private UpidText() {}

    static boolean lengthAllowed(int type, int length) {
        return switch (type) {
            case 0x00 -> length == 0;
            case 0x02, 0x05, 0x08 -> length == 8;
            case 0x03, 0x06, 0x07, 0x0A -> length == 12;
            case 0x04 -> length == 32;
            case 0x0C -> length >= 4;
            case 0x10 -> length == 16;
            default -> true;
        };
    }

    static @Nullable String of(int type, Bytes bytes) {
        boolean plain = switch (type) {
            case 0x01, 0x02, 0x03, 0x07, 0x09, 0x0E, 0x0F, 0x11 -> true;
            default -> false;
        };
        if (plain) return bytes.latin1();
        return lengthAllowed(type, bytes.size()) ? ofNumber(type, bytes) : null;
    }

    private static @Nullable String ofNumber(int type, Bytes bytes) {
        return switch (type) {
            case 0x04 -> groups(bytes, 4, ".");
            case 0x05 -> isan(bytes.hex());
            case 0x06 -> versionedIsan(bytes.hex());
            case 0x08 -> "0x" + upper(bytes);
            case 0x0A -> eidr(bytes);
            case 0x10 -> uuid(bytes.hex());
            default -> null;
        };
    }

    private static String groups(Bytes bytes, int size, String between) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes.size(); at += size) {
            if (at > 0) text.append(between);
            text.append(upper(bytes.slice(at, at + size)));
        }
        return text.toString();
    }

    /** Root and episode, then their check character (ISO 15706). */
    private static String isan(String hex) {
        String digits = hex.substring(0, 16).toUpperCase(Locale.ROOT);
        return digits.substring(0, 4) + "-" + digits.substring(4, 8) + "-" + digits.substring(8, 12) + "-"
                + digits.substring(12) + "-" + checkCharacter(digits);
    }

    /** The same with the version, and a second check character over everything (ISO 15706-2). */
    private static String versionedIsan(String hex) {
        String digits = hex.toUpperCase(Locale.ROOT);
        return isan(hex) + "-" + digits.substring(16, 20) + "-" + digits.substring(20) + "-" + checkCharacter(digits);
    }

    /** A DOI: its prefix "10." and a number, its suffix in groups, and the check character of the suffix. */
    private static String eidr(Bytes bytes) {
        int registrant = bytes.at(0) << 8 | bytes.at(1);
        Bytes suffix = bytes.slice(2, 12);
        return "10." + registrant + "/" + groups(suffix, 2, "-") + "-" + checkCharacter(upper(suffix));
    }

    private static String uuid(String hex) {
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                + hex.substring(16, 20) + "-" + hex.substring(20);
    }

    /** ISO/IEC 7064, MOD 37,36. */
    private static char checkCharacter(String digits) {
        int product = 36;
        for (int at = 0; at < digits.length(); at++) {
            int sum = (product + ALPHABET.indexOf(digits.charAt(at))) % 36;
            product = (sum == 0 ? 36 : sum) * 2 % 37;
        }
        return ALPHABET.charAt((37 - product) % 36);
    }

    private static String upper(Bytes bytes) {
        return bytes.hex().toUpperCase(Locale.ROOT);
    }
}
