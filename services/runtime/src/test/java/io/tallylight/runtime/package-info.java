@NullMarked
package io.tallylight.runtime;

import org.jspecify.annotations.NullMarked;
