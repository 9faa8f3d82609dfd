package dev.plenum.exhibitor.file;

import java.time.Instant;

import dev.plenum.platform.security.Caller;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A file of exhibitors that is being brought in, kept until all of it is.
 *
 * @param eventId the event, which has one at a time
 * @param at when somebody began with it, or took it over
 * @param text the file, in which no fault was found
 * @param sender who sent it; null if the server itself did, or if the file was kept by a
 * server that did not note it
 * @param begun whether part of it may have been written; null, which counts as true, if
 * the file was kept by a server that did not note it
 */
public record PendingFileDocument(@BsonId String eventId, Instant at, String text, @Nullable Sender sender,
		@Nullable Boolean begun) {

	boolean mayBeWritten() {
		return !Boolean.FALSE.equals(this.begun);
	}

	/**
	 * Who sent a file.
	 *
	 * @param subject the subject of their token
	 * @param administrator whether the token was that of an administrator
	 */
	public record Sender(String subject, boolean administrator) {

		static Sender of(Caller caller) {
			return new Sender(caller.requireSubject(), caller.administrator());
		}

		Caller caller() {
			return new Caller(this.subject, null, this.administrator);
		}

	}

}
