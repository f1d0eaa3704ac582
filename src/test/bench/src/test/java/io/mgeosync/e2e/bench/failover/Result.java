package io.mgeosync.e2e.bench.failover;

import io.mgeosync.e2e.bench.failover.load.Clients.KeepAlive;
import io.mgeosync.e2e.bench.failover.load.Measured;
import io.mgeosync.e2e.bench.failover.load.Switch;
import io.mgeosync.e2e.bench.failover.site.Kind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of one mode in one column.
 *
 * @param at when it ended, as {@link Instant} prints it
 * @param changes of the director's route meanwhile
 * @param change how a planned switch went; null in other modes
 * @param load the machine's load average over the last minute, at the end
 */
record Result(
    String at,
    Mode mode,
    Kind kind,
    int rate,
    KeepAlive keepAlive,
    long changes,
    double load,
    Measured measured,
    @Nullable Switch change) {}
