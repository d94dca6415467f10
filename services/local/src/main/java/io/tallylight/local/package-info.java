/** The main job: the sandbox and every service in one JVM. Start with {@link io.tallylight.local.Demo}. */
@NullMarked
package io.tallylight.local;

import org.jspecify.annotations.NullMarked;
