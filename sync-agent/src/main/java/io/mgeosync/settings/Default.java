package io.mgeosync.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a key holds when it is not written, spelled as in the file; for a list, its items. A key
 * that has no default and is not {@code @Nullable} must be written.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Default {
  String[] value();
}
