@NullMarked
package io.mgeosync.verdict.systemd;

import org.jspecify.annotations.NullMarked;
