package io.mgeosync.channel;

import io.mgeosync.channel.StoreChannels.Found;
import io.mgeosync.store.StoredObject;
import java.util.Optional;

/**
 * What a change starts from.
 *
 * @param said what the channel says; empty where there is none
 * @param leaving what goes into the history
 * @param object what is replaced; empty where there is none
 * @param next the sequence that follows
 */
record Standing(
    Optional<Channel> said, Optional<Found> leaving, Optional<StoredObject> object, long next) {}
