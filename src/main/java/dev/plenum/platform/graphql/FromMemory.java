package dev.plenum.platform.graphql;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.plenum.platform.Grounds;

/**
 * Says of a resolver that what it answers follows from its object and its arguments, and
 * otherwise only from what notes itself in the {@link Grounds} of the answer: the
 * snapshots in memory, the caller, the {@link dev.plenum.platform.Present present}.
 *
 * <p>
 * An answer with any other resolver in it is never used twice.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface FromMemory {

	/**
	 * Whether that is so whoever asks.
	 * @return false if it may read the database for those who have a token
	 */
	boolean forCallers() default true;

}
