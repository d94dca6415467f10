package io.tallylight.sandbox;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another program's main in a child process and ends it as soon as the parent is gone: then its standard input
 * ends, even if the parent was killed and could run no hook. Uses nothing but the JDK.
 */
public final class ChildMain {

    private ChildMain() {}

    public static void main(String[] args) throws Throwable {
        Thread watcher = new Thread(ChildMain::endWithParent, "parent-watcher");
        watcher.setDaemon(true);
        watcher.start();
        Object rest = Arrays.copyOfRange(args, 1, args.length);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, rest);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static void endWithParent() {
        int read = 0;
        while (read >= 0) {
            try {
                read = System.in.read();
            } catch (IOException e) {
                read = -1; // a broken pipe says the same as its end
            }
        }
        Runtime.getRuntime().halt(1);
    }
}
