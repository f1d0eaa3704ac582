/** When cycles run: crontab lines over Quartz; nothing else sees Quartz. */
@NullMarked
package io.mgeosync.schedule;

import org.jspecify.annotations.NullMarked;
