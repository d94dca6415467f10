/**
 * The shell of every process. Start with {@link io.tallylight.runtime.Service}: a {@link io.tallylight.runtime.Program}
 * goes in, a running process with settings, health, metrics and a graceful stop comes out.
 */
@NullMarked
package io.tallylight.runtime;

import org.jspecify.annotations.NullMarked;
