package dev.plenum.platform.graphql;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.plenum.platform.Grounds;

/**
 * Marks a resolver whose answer depends only on its object, its arguments, and on what is
 * recorded in the {@link Grounds} of the answer: snapshots in memory, the caller, the
 * {@link dev.plenum.platform.Present present}.
 *
 * <p>
 * An answer that contains the field of any other resolver is never reused.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface FromMemory {

	/**
	 * Returns whether this is true for callers with a token too.
	 * @return false if the resolver can read the database for a caller with a token
	 */
	boolean forCallers() default true;

}
