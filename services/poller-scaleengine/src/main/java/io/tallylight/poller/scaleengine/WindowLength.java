package io.tallylight.poller.scaleengine;

/**
 * How long the windows of an answer are. It can be coarser or finer than what was asked, because the provider's two
 * statements about its retention contradict each other: the spacing of its times says it.
 */
final class WindowLength {

    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;

    private final int asked;
    private int spacing = DAY;
    private long first = Long.MIN_VALUE;
    private long second = Long.MIN_VALUE;
    private boolean proven;

    WindowLength(int asked) {
        this.asked = asked;
    }

    void see(long time) {
        if (spacing > MINUTE) {
            spacing = Math.min(spacing, time % DAY == 0 ? DAY : time % HOUR == 0 ? HOUR : MINUTE);
            count(time);
        }
    }

    /** Nothing that comes can change it any more. */
    boolean certain() {
        return spacing == MINUTE;
    }

    /** Two times an hour apart may be two lone minutes; three or more at full hours are hours. */
    int seconds() {
        return proven || spacing < asked ? spacing : asked;
    }

    private void count(long time) {
        if (first == Long.MIN_VALUE) {
            first = time;
        } else if (second == Long.MIN_VALUE && time != first) {
            second = time;
        } else if (time != first && time != second) {
            proven = true;
        }
    }
}
